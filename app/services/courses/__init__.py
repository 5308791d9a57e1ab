"""Courses: the catalogue, the index over it, and which of them close a gap.

Lower modules know nothing of higher ones: revision < catalogue < vectors < builds < shelf < index < recommend.
"""
