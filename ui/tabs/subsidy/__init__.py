"""The tab Subsidie: applications for begeleidingssubsidie, from concept to settled."""

from ui.tabs.subsidy.page import SubsidyPage

__all__ = ["SubsidyPage"]
