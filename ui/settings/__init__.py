"""Instellingen: who you are, the ways in, what is recorded, the backups, the log, and the program itself."""
