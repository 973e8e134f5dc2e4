"""Use cases: the only door for the window and the command line."""
