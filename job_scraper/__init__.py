"""Offers from the world. Yields JobPosting; imports nothing from app."""
