"""Looking at everything that can be wrong with an installation, and saying what to do: ``docs/maintenance.md``."""
