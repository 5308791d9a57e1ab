"""Courses: which skills one counts for, and which courses close many gaps in few hours."""
