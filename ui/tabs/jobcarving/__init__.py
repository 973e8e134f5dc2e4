"""Jobcarving: the tasks of the chosen person at one employer."""

from ui.tabs.jobcarving.page import JobcarvingPage

__all__ = ["JobcarvingPage"]
