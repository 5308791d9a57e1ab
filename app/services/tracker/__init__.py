"""Applications of a person: the board, one application and all that belongs to it, files, reminders, figures."""
