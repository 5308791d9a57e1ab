"""Quizzes: the question bank, choosing questions, grading, levels. Pure rules."""
