"""What stays round every page: rail, header, search, toast, progress, the blank screen."""
