"""What is to be done for the members chosen, and why; for a task, by whom and until when."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.accounts.models import Account
from hub.batches.actions import Given
from hub.batches.labels import ACTS
from hub.batches.rules import BatchAct
from hub.core import forms
from hub.core.formats import plain


class BatchForm(forms.Form):
    act = forms.choice(_l("What is to be done"), ACTS.items(), required=_l("Choose what is to be done"))
    reason = forms.words(
        _l("Reason"),
        required=_l("Give the reason"),
        support=_l("It is kept in the record of each member. For a task: what is to be done."),
    )
    assignee = forms.choice(_l("For a task: who does it"), ())
    due = forms.day(_l("For a task: until when"))

    def __init__(self, colleagues: Iterable[Account], **more: Any) -> None:
        super().__init__(**more)
        self.assignee.choices += forms.choices_of((str(one.id), plain(one.name)) for one in colleagues)

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        if self.act.data != BatchAct.TASK:
            return good
        if not self.assignee.data:
            self.assignee.errors = [_l("Choose who does it")]
        if not self.due.data and not self.due.errors:
            self.due.errors = [_l("Enter until when")]
        return good and bool(self.assignee.data and self.due.data)

    def task(self) -> Given | None:
        if self.act.data != BatchAct.TASK:
            return None
        return Given(int(self.assignee.data), self.due.data)
