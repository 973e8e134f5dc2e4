"""In and out: the dossier file, its schema, and the demo dossiers."""
