"""Page objects: what services found, with links and words for the template."""
