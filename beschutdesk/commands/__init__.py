"""What the command line can do, in groups. Each group says in ``register`` which commands it has."""
