"""Invented offers and sample CVs, so that a new installation has something to show."""
