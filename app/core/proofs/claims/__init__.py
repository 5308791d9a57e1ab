"""What a CV claims and a document could show: certifications, courses, diplomas, languages."""

from app.core.proofs.claims.read import read_claims
from app.core.proofs.claims.skills import skills_of

__all__ = ["read_claims", "skills_of"]
