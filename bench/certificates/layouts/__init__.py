"""Invented certificates as they are laid out on the page, with the claims that agree with them or do not."""
