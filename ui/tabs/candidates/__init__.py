"""The tab Kandidaten."""

from ui.tabs.candidates.page import CandidatesPage

__all__ = ["CandidatesPage"]
