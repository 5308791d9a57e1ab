"""How good the product is on labelled files: one module per command, each running the product's own functions."""
