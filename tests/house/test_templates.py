"""Templates: each is used, none carries style or script of its own, none glues or trusts what it prints."""

import re
from pathlib import Path

from hub.core.config import ROOT

TEMPLATES = ROOT / "templates"
NAMED = re.compile(r"""["']([\w/.-]+\.html)["']""")
# f"pages/about.{language}.html" in code, "countries/_" ~ part ~ ".html" in a template: names with a part to fill.
FILLED = re.compile(r"""f["']([\w/.{}-]*\{[^"']*\.html)["']""")
JOINED = re.compile(r"""["']([\w/.-]+)["'] ~ \w+ ~ ["']([\w.-]*\.html)["']""")


def templates() -> dict[str, str]:
    return {
        str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8")
        for path in TEMPLATES.rglob("*.html")
    }


def sources() -> list[str]:
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "platform" / "hub").rglob("*.py")]
    return [*code, *templates().values()]


def test_each_template_is_used_and_each_name_is_there() -> None:
    named = {name for text in sources() for name in NAMED.findall(text)}
    filled = [name for text in sources() for name in FILLED.findall(text)]
    filled += ["{}".join(parts) for text in sources() for parts in JOINED.findall(text)]
    patterns = [re.compile(".+".join(map(re.escape, re.split(r"\{.*?\}", one)))) for one in filled]
    there = set(templates())
    assert {one for one in there - named if not any(pattern.fullmatch(one) for pattern in patterns)} == set()
    assert {one for one in named - there if "/" in one and not one.startswith("/")} == set()


def test_no_template_carries_style_or_script() -> None:
    inline = re.compile(r"""\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=["']|javascript:""")
    assert [name for name, text in templates().items() if inline.search(text)] == []


def test_no_template_switches_escaping_off() -> None:
    assert [name for name, text in templates().items() if re.search(r"\|\s*safe\b|autoescape", text)] == []


def test_pages_extend_a_frame_and_fragments_do_not() -> None:
    for name, text in templates().items():
        room = Path(name).parts[0]
        if room in {"layout", "components"} or Path(name).name.startswith("_"):
            assert room == "layout" or "{% extends" not in text, name
        else:
            assert text.lstrip().startswith(("{% extends", "{#")), name


def test_no_template_writes_text_in_one_language() -> None:
    """Japanese in a template stands where the page itself is Japanese, or names the language."""
    japanese = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
    marked = re.compile(r"""lang="ja"[^>]*>[^<]*<""")
    found = {
        name: set(japanese.findall(marked.sub("", text))) - {"日本語"}
        for name, text in templates().items()
        if not name.endswith(".ja.html")
    }
    assert {name: words for name, words in found.items() if words} == {}
