"""Werkbezoeken: what is planned, open, to be shared and done; preparing, reading and sharing."""

from ui.tabs.visits.page import VisitsPage

__all__ = ["VisitsPage"]
