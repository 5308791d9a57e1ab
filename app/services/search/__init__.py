"""Finding offers: words by the full-text index of the database, filters and counts by columns in memory."""
