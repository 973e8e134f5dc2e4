"""Pages that take the place of the whole window: lock, first start."""
