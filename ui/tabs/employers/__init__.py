"""The tab Werkgevers."""

from ui.tabs.employers.page import EmployersPage

__all__ = ["EmployersPage"]
