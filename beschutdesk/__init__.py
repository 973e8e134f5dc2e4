"""BeschutDesk: dossiers for people who work with an advies beschut werk, on a laptop, offline."""

__version__ = "0.7.0"
