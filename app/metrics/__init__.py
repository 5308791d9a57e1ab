"""What this process counts itself: requests, tasks, connections to the database. What the database knows is
``app.services.monitoring``'s."""
