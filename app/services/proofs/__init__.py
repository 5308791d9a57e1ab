"""Proofs of what a CV claims: the claims, the documents uploaded for them, and what checking these came to."""
