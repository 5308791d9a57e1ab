"""Catalogues from files that people have: tables, JSON and JSON Lines, each also compressed."""
