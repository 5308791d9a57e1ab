"""The query language of the search page: words, filters, facets. No index is touched here."""
