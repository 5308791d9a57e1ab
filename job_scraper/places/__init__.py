"""Countries, regions and the larger towns, by the names people write."""
