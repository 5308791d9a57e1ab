"""From what people write to codes, numbers and times: one noun per module, pure functions."""
