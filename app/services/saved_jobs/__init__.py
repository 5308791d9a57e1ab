"""Offers that a person keeps, and those that they do not want to see again."""
