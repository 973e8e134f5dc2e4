"""Vandaag: what asks attention, who is on the road today, deadlines and promises."""

from ui.tabs.today.begin import TodayPage
from ui.tabs.today.words import long_date

__all__ = ["TodayPage", "long_date"]
