"""Certificates made up to measure how well proofs are checked: ``python -m bench.certificates``."""
