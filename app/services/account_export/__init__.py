"""A person's copy of everything that is kept about them: ``docs/privacy.md``."""
