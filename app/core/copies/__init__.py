"""The same offer on several boards: what to compare, how alike two are, what contradicts, who stands for all."""
