"""What is to be done for the members chosen, and why."""

from flask_babel import lazy_gettext as _l

from hub.batches.labels import ACTS
from hub.core import forms


class BatchForm(forms.Form):
    act = forms.choice(
        _l("What is to be done"),
        [(str(act), words) for act, words in ACTS.items()],
        required=_l("Choose what is to be done"),
    )
    reason = forms.words(
        _l("Reason"),
        required=_l("Give the reason"),
        support=_l("It is kept in the record of each member."),
        longest=300,
    )
