"""What a place says of itself: the roles it takes on, and which needs it has."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from hub.calls.labels import ROLES
from hub.calls.models import CallNeed, RoleKind
from hub.core import forms
from hub.core.forms import Form
from hub.formation.labels import FILLS


class SayForm(Form):
    """``base`` is the state the form was made from. Made anew for each call by ``say_form``."""

    base = HiddenField()
    roles = forms.several(_l("Roles it takes on"), [(str(kind), ROLES[kind]) for kind in RoleKind])

    def covers(self) -> dict[int, str]:
        return {int(field.name[5:]): field.data for field in self if field.name.startswith("need_")}


def say_form(needs: Sequence[CallNeed]) -> SayForm:
    """With one question for each need of the call."""

    class OfThisCall(SayForm):
        pass

    for need in needs:
        label = _l("Must-have: %(need)s", need=need.text) if need.must else _nice(need)
        field = forms.choice(label, [(str(one), words) for one, words in FILLS.items()], empty=_l("Not said"))
        setattr(OfThisCall, f"need_{need.id}", field)
    return OfThisCall()


def _nice(need: CallNeed) -> object:
    return _l("Nice-to-have: %(need)s", need=need.text)
