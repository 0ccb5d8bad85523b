"""The way into a team room, for the pages of this room and of those above. Not for acts."""

from flask import abort, redirect, url_for

from hub.consortia import queries
from hub.consortia.rules import Here
from hub.core.access import current_reader
from hub.core.web import or_404


def entered(key: str) -> Here:
    """The reader's part in this team. For others there is no such page; before the pledge only the pledge opens."""
    here = or_404(queries.here(key, current_reader().account_id))
    if not here.pledged:
        abort(redirect(url_for("consortia.pledge", key=key), code=303))
    return here
