"""The offers as columns that are scored at once: in memory what changed since, the rest in files that all processes
of a machine map.

Lower modules know nothing of higher ones: rows < generations < current.
"""
