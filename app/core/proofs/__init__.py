"""Whether an uploaded document is consistent with what a CV claims.

``intake`` takes a stranger's file in, ``reading`` says what it shows, ``check`` compares that with a
``Claim`` and gives a ``Verdict``. All of it is code: no model is asked, and what one proposes counts
only where the words read from the document support it.
"""
