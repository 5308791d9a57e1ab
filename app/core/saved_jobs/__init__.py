"""Offers that somebody keeps: what they said then, and what is different now."""
