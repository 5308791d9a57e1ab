"""Accounts as administrators look after them. What people wrote or uploaded is counted here, and never read."""
