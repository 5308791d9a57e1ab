"""Courses from the world, and which of them close a gap. Knows neither Flask nor SQL, nor the app."""
