"""Deleting people and CVs so that nothing of them is left, and keeping it so after a restore: ``docs/privacy.md``."""
