"""Offers side by side, and CVs side by side: what is the same, what differs, which is ahead and why."""
