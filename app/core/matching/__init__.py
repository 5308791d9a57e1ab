"""How well an offer fits a CV: inputs, parts, total, reasons."""
