"""What follows from what is kept: pure functions, without I/O. *Today* is always an argument."""
