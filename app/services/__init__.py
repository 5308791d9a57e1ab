"""Use cases, one noun per module: load, decide, store, commit. Doors call these and nothing below."""
