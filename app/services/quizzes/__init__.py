"""Quizzes: questions in the database, tries at a skill, results, review."""
