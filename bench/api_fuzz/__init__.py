"""The API under generated requests, held to its own document, as a visitor, a member and an administrator."""
