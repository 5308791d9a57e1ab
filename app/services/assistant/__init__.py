"""Help from a language model: set up by an admin, consented to by each person, asked by the worker alone."""
