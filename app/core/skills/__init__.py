"""The lexicon of skills and the reading of skills out of text."""
