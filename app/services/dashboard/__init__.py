"""What one person's dashboard shows: one module for each of its parts, ``overview`` puts them together."""
