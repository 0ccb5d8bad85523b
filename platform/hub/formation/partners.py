"""The names in a text that lists partners, as people write such lists. Pure."""

import re
from collections.abc import Callable

_BETWEEN = re.compile(r"[、,，;；/／・\n|]+|(?:\s+(?:and|with)\s+)|[()（）]")


def named_in(*texts: str, fold: Callable[[str], str]) -> set[str]:
    """Folded pieces of the texts, whole and divided: a name may hold a sign that divides others."""
    found = {fold(text) for text in texts}
    found |= {fold(piece) for text in texts for piece in _BETWEEN.split(text)}
    return {one for one in found if one}
