"""How well an offer fits a CV: inputs, parts, total, reasons.

``match`` explains one pair, ``score_all`` scores every offer at once; both run the same functions
over columns, so they agree to the last bit.
"""
