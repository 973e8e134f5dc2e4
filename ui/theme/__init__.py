"""The one theme: tokens, fonts, colours, icons, the house style and shared painting.

Usual import: ``from ui.theme import colours, font, px, tokens as tk``.
"""

from ui.theme import icons, paint, tokens
from ui.theme.theme import Theme, apply, colours, current, dress, font, px

__all__ = ["Theme", "apply", "colours", "current", "dress", "font", "icons", "paint", "px", "tokens"]
