"""From an uploaded file to a profile: read the text, then understand it."""
