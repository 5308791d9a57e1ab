"""One module a source, each with one ``SOURCE``."""
