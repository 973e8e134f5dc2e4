"""The window of BeschutDesk: Qt only. It asks :mod:`beschutdesk.services` for everything that is kept or computed."""
