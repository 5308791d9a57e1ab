"""Records from files that people have: tables, JSON, and saved pages."""
