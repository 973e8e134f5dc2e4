"""Bezoekmodus: a mode over the whole window, made for talking."""

from ui.visiting.page import VisitingPage

__all__ = ["VisitingPage"]
