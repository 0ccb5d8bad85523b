"""The parts that rooms put into their pages."""

from flask import Flask, render_template_string

from tests.pages_read import Element, Page

TILES = [
    {"code": "PLW", "name": "Palau", "row": 6, "column": 8, "value_text": "61", "step": 5, "url": "/p"},
    {"code": "FSM", "name": "Micronesia", "row": 6, "column": 9, "value_text": "0", "step": 0, "url": "/f"},
    {"code": "MNG", "name": "Mongolia", "row": 2, "column": 6, "value_text": "–", "step": None, "url": "/m"},
]


def shown(app: Flask, source: str, **values: object) -> Element:
    with app.test_request_context("/en/"):
        app.preprocess_request()
        return Page(render_template_string(source, **values)).root


def pagination(app: Flask, page: int, pages: int) -> Element:
    source = "{% from 'components/pagination.html' import pagination %}{{ pagination(page, pages, address) }}"
    return shown(app, source, page=page, pages=pages, address=lambda number: f"?page={number}")


def test_a_list_of_one_page_has_no_pagination(app: Flask) -> None:
    assert not [*pagination(app, 1, 1).all("nav")]


def test_pagination_leads_to_its_neighbours_and_both_ends(app: Flask) -> None:
    links = [one.attributes["href"] for one in pagination(app, 5, 12).all("a")]
    assert links == [f"?page={number}" for number in (4, 1, 3, 4, 6, 7, 12, 6)]


def test_pagination_marks_the_page_one_is_on(app: Flask) -> None:
    current = [one for one in pagination(app, 2, 3).all() if one.attributes.get("aria-current") == "page"]
    assert [one.text for one in current] == ["Page 2"]


def test_every_tile_is_a_link_with_name_and_number_in_its_place(app: Flask) -> None:
    source = "{% from 'components/tile_map.html' import tile_map %}{{ tile_map(tiles) }}"
    found = shown(app, source, tiles=TILES)
    assert [one.text for one in found.all("a")] == ["Palau 61", "Micronesia 0", "Mongolia –"]
    kinds = [one.attributes["class"] for one in found.all("li")]
    assert kinds == [
        "tile tile--r6 tile--c8 tile--s5",
        "tile tile--r6 tile--c9 tile--s0",
        "tile tile--r2 tile--c6 tile--none",
    ]
    assert "does not express any position on borders or territories" in found.text
