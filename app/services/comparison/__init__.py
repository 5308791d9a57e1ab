"""Offers side by side, and two CVs for one offer."""
