"""How programs enter: signed access tokens of a session, and personal tokens for scripts."""
