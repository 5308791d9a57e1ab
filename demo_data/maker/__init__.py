"""Writes the demo data from the texts beside it: same texts, same bytes."""
