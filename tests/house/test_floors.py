"""The floors of the house: which room may lean on which, and that the drawing knows every room."""

import tomllib

from importlinter.cli import lint_imports

from hub import rooms
from hub.core.config import ROOT


def test_no_room_leans_on_one_above() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_each_room_has_its_floor_and_its_folder() -> None:
    with (ROOT / "pyproject.toml").open("rb") as stream:
        contract = tomllib.load(stream)["tool"]["importlinter"]["contracts"][0]
    drawn = {room.strip() for floor in contract["layers"] for room in floor.split("|")}
    folder = ROOT / "platform" / "hub"
    inside = [path for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    parts = {f"hub.{path.stem}" for path in inside}
    assert drawn == parts - {"hub.__init__"}
    assert {f"hub.{room}" for room in rooms.ROOMS} <= drawn
    for room in rooms.ROOMS:
        assert (ROOT / "tests" / room / "__init__.py").exists() or room == "journal", (
            f"tests/{room} is missing"
        )
