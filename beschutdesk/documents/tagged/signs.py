"""Characters with a meaning for the layout; on their own, so that who needs only these waits for no PDF library."""

NBSP = "\u00a0"
"""A space at which no line breaks."""
