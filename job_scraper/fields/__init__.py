"""Finding each part of an offer in records of many shapes."""
