"""Acts on teams."""

from datetime import datetime

from hub.calls.models import Call
from hub.consortia.rules import PLEDGE_VERSION, Here
from hub.core.access import Reader
from hub.journal.actions import about, record


def pledge(here: Here, *, by: Reader, at: datetime) -> None:
    """Accept the pledge of confidentiality as it is worded now; pressed twice it counts once."""
    if here.pledged:
        return
    here.person.pledged_at = at
    here.person.pledge_version = PLEDGE_VERSION
    record(
        "team-pledge", by=by, subject=about("call", here.call.id), changes={"version": ("", PLEDGE_VERSION)}
    )


def stir(call: Call, *, at: datetime) -> None:
    """Something happened in the team: it is not silent."""
    call.stirred_at = at
