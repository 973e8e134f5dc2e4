"""Where it lives: one encrypted SQLite file per profile, mapped from the field declarations."""
