"""Page objects of the administration."""
