"""Records out of files that people have: tables, JSON Lines and JSON arrays, packed or not, in any encoding.

What is broken costs only itself. Knows neither offers nor courses.
"""
