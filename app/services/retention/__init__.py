"""How long things are kept: ``docs/privacy.md``."""
