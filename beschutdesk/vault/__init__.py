"""How dossiers are kept safe: the data key, and the ways in to it."""
