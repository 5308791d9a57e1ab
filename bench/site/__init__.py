"""A whole site on this machine for measuring: its own database servers, web server, worker, people and visitors."""
