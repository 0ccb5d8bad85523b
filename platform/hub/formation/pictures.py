"""Where things stand in the pictures: a team around its lead, and members in a circle. Pure geometry."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

_WIDTH, _HEIGHT = 520, 480
_CENTRE = (_WIDTH / 2, _HEIGHT / 2)
_ACROSS, _DOWN, _LINE = 170, 150, 16


@dataclass(frozen=True)
class Spoke:
    """Somebody, or a gap, around the centre; its words in short lines."""

    number: int
    name: str
    roles: Sequence[str]
    x: float
    y: float
    lines: Sequence[str]
    small: Sequence[str]
    gap: bool = False

    @property
    def top(self) -> float:
        """Where its first line stands: outside, so that no line of the picture runs through the words."""
        if self.y < _CENTRE[1] - 20:
            return self.y - 28 - _LINE * (len(self.lines) + len(self.small) - 1)
        return self.y + (44 if self.number == 1 else 37)


@dataclass(frozen=True)
class Radial:
    lead: Spoke
    around: Sequence[Spoke]
    width: int = _WIDTH
    height: int = _HEIGHT

    @property
    def everybody(self) -> list[Spoke]:
        return [self.lead, *self.around]


def radial(
    lead: tuple[str, Sequence[str]], members: Sequence[tuple[str, Sequence[str]]], gaps: Sequence[str]
) -> Radial:
    """Names with roles, the lead in the middle; gaps are roles that nobody has."""
    count = len(members) + len(gaps)
    spots = [_spot(number, count) for number in range(count)]
    around = [
        _spoke(number + 2, name, roles, spot)
        for number, ((name, roles), spot) in enumerate(zip(members, spots, strict=False))
    ]
    around += [
        _spoke(0, role, [], spot, gap=True) for role, spot in zip(gaps, spots[len(members) :], strict=True)
    ]
    return Radial(_spoke(1, *lead, _CENTRE), around)


def _spot(number: int, count: int) -> tuple[float, float]:
    angle = 2 * pi * number / max(count, 1) - pi / 2
    return _CENTRE[0] + _ACROSS * cos(angle), _CENTRE[1] + _DOWN * sin(angle)


def _spoke(
    number: int, name: str, roles: Sequence[str], spot: tuple[float, float], *, gap: bool = False
) -> Spoke:
    return Spoke(
        number,
        name,
        roles,
        round(spot[0], 1),
        round(spot[1], 1),
        wrapped(name, 2),
        wrapped(" / ".join(roles), 2) if roles else (),
        gap,
    )


def wide(text: str) -> int:
    """Width in half-width signs."""
    return sum(1 if ord(sign) < 0x2E80 else 2 for sign in text)


def wrapped(text: str, most: int, width: int = 18) -> list[str]:
    """Text in at most so many lines; what does not fit is cut, for the whole stands in the list beside it."""
    lines, line = [], ""
    for word in _pieces(text, width):
        if line and wide(line + word.rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += word
    lines.append(line.strip())
    if len(lines) > most:
        lines = lines[:most]
        while wide(lines[-1]) > width - 1:
            lines[-1] = lines[-1][:-1]
        lines[-1] = lines[-1].rstrip() + "…"
    return lines


def _pieces(text: str, width: int) -> list[str]:
    """Words with the space after them; Japanese by the sign."""
    pieces = []
    for word in text.split(" "):
        if wide(word) == len(word) <= width:
            pieces.append(word + " ")
        else:
            pieces += [*word[:-1], word[-1:] + " "]
    return pieces


@dataclass(frozen=True)
class Dot:
    number: int
    x: float
    y: float


def circle(count: int, size: int = 480) -> list[Dot]:
    """So many numbered dots in a circle, from the top."""
    centre, far = size / 2, size / 2 - 24
    return [
        Dot(
            number + 1,
            round(centre + far * sin(2 * pi * number / count), 1),
            round(centre - far * cos(2 * pi * number / count), 1),
        )
        for number in range(count)
    ]
