"""Which of two values stays, and why the two records are one."""

from typing import Any

from flask_babel import lazy_gettext as _l

from hub.core import forms
from hub.duplicates.actions import Choice
from hub.duplicates.queries import Comparison

KEPT, OTHER = "kept", "other"
_SIDES = ((KEPT, KEPT), (OTHER, OTHER))


class _MergeForm(forms.Form):
    reason = forms.prose(
        _l("Why they are one organisation"),
        required=_l("Say why they are one organisation"),
        support=_l("It is kept in the record of both."),
        longest=1000,
    )


def merge_form(found: Comparison) -> Any:
    """A form with one question for each value and each row of which only one can stay."""
    asked = {f"column-{column}": _default(found, column) for column in found.differing}
    asked |= {f"row-{part}-{fate.row.id}": KEPT for part, fate in found.clashes}

    class MergeForm(_MergeForm):
        def choice(self) -> Choice:
            taken = [name for name in asked if self[name].data == OTHER]
            return Choice(
                columns=[name.removeprefix("column-") for name in taken if name.startswith("column-")],
                rows=[
                    name.removeprefix("row-").replace("-", ":") for name in taken if name.startswith("row-")
                ],
            )

    for name, default in asked.items():
        field = forms.choice(name, _SIDES, empty=False)
        field.kwargs["default"] = default
        setattr(MergeForm, name, field)
    return MergeForm()


def _default(found: Comparison, column: str) -> str:
    """The one that says something; if both do, the one of the record that stays."""
    return KEPT if found.kept.told[column] else OTHER
