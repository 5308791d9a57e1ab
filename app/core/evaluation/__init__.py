"""Measures of order, spans and fields, their uncertainty, and the simple methods to compare with. Numpy only."""
