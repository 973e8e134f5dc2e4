"""Instellingen: who you are, the ways in, the backups, the log, and the program itself."""
