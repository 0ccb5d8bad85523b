"""How long one re-weighting takes, at the size of the seed and at 196 countries × 100 technologies."""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]

from tests.matching.facts import country, deployment, factor, tool, world  # noqa: E402

from hub.matching.rules.factors import Cube, Factor, cube  # noqa: E402  # after the path is set
from hub.matching.rules.score import DEFAULT_WEIGHTS, scores, steadiness  # noqa: E402

ROUNDS = 200


def made(countries: int, technologies: int) -> Cube:
    """A cube of that size, every figure known."""
    places = tuple(country(f"C{number:03}", f"group-{number % 12}") for number in range(countries))
    codes = tuple(f"technology-{number}" for number in range(technologies))
    indicators = [f"indicator-{number}" for number in range(35)]
    figures = {
        (place.code, name): float((row * 37 + column * 61) % 101)
        for row, place in enumerate(places)
        for column, name in enumerate(indicators)
    }
    factors = tuple(
        factor(code, indicators[(row * 3 + column) % 35], ("need", "readiness")[column % 2])
        for row, code in enumerate(codes)
        for column in range(8)
    )
    told = tuple(
        deployment(f"D{number}", codes[number * 7 % technologies], places[number * 11 % countries].code)
        for number in range(150)
    )
    tools = tuple(tool(f"T{number}", countries=("*", "oda", "?")[number % 3]) for number in range(45))
    return cube(
        world(
            countries=places,
            technologies=codes,
            figures=figures,
            factors=factors,
            deployments=told,
            tools=tools,
        )
    )


def milliseconds(act: Callable[[], object]) -> float:
    """Median processor time of one call."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    empty = milliseconds(lambda: sorted(range(52), key=lambda place: -place))
    print(f"sorting 52 numbers: {empty:.4f} ms (the unit)")
    for countries, technologies in ((52, 20), (196, 100)):
        start = time.process_time()
        one = made(countries, technologies)
        build = (time.process_time() - start) * 1000
        weights = {**DEFAULT_WEIGHTS, Factor.NEED: 5.0}
        again = milliseconds(lambda one=one, weights=weights: scores(one, [3], weights))
        steady = milliseconds(lambda one=one: steadiness(one, [3]))
        print(
            f"{countries} × {technologies}: all arrays once {build:.0f} ms; re-weighting {again:.3f} ms "
            f"({again / empty:.0f} units); a thousand random weightings {steady:.1f} ms"
        )


if __name__ == "__main__":
    main()
