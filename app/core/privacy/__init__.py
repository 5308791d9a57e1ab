"""Taking personal details out of texts before they leave this server."""
