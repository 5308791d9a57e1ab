"""The product's only way out: one polite client for every outside service."""
