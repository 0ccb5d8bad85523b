"""Who is reading, and which doors are open to whom.

Every page carries one audience mark. The gate below reads it before the page is called, so a page without a
mark is closed to everybody, and a house test fails for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from hub.core.bilingual import Bilingual


class Role(StrEnum):
    MEMBER = "member"
    SECRETARIAT = "secretariat"


class Audience(StrEnum):
    PUBLIC = "public"
    SIGNED_IN = "signed_in"
    SECRETARIAT = "secretariat"


@dataclass(frozen=True)
class Reader:
    """The person asking, as far as rules need to know."""

    account_id: int | None = None
    name: Bilingual = field(default_factory=Bilingual)
    role: Role | None = None
    # Signed in to the secretariat, but the second step it needs is not set up yet.
    unfinished: bool = False
    # Signed in, but has not agreed to the terms as they are now.
    asked: bool = False
    # The membership of the own organisation is suspended: whoever reads, reads as a visitor until it is not.
    suspended: bool = False
    # From where: kept with what the person does, so that the journal can tell it.
    network: str = field(default="", compare=False)

    @property
    def known(self) -> bool:
        """Whether we know who it is; what is one's own opens to whoever is known."""
        return self.account_id is not None

    @property
    def signed_in(self) -> bool:
        return self.known and not self.suspended

    @property
    def secretariat(self) -> bool:
        return self.role is Role.SECRETARIAT and not self.unfinished and not self.asked


VISITOR = Reader()
# The pages for the signed-in that open before a second step that must be set up.
BEFORE_SECOND_STEP = {"accounts.second_step", "accounts.change_password", "accounts.proceed"}
# The rooms of one's own account and one's own data. They stay open while the membership is suspended, and before
# one has agreed: the own account is kept safe, taken away and closed without.
ONES_OWN = {"accounts", "personal"}


def who_is_here() -> Reader:
    """Who is signed in in this browser, whatever is still to be done first; a visitor where it is nobody."""
    reader = getattr(current_user, "reader", VISITOR)
    return reader if isinstance(reader, Reader) else VISITOR


def current_reader() -> Reader:
    """The reader as rules know them. Public pages tell whoever has not agreed yet no more than a visitor."""
    reader = who_is_here()
    as_visitor = reader.asked and audience_of(request.endpoint or "") is Audience.PUBLIC
    return VISITOR if as_visitor else reader


View = TypeVar("View", bound=Callable[..., object])


def _marked(view: View, audience: Audience) -> View:
    view.audience = audience  # type: ignore[attr-defined]  # read by the gate and the house test
    return view


def public(view: View) -> View:
    return _marked(view, Audience.PUBLIC)


def signed_in(view: View) -> View:
    return _marked(view, Audience.SIGNED_IN)


def secretariat(view: View) -> View:
    return _marked(view, Audience.SECRETARIAT)


def require(allowed: bool) -> None:
    """Stop here unless allowed. What a reader may not see does not exist for them: 404, never 403."""
    if not allowed:
        abort(404)


def init_app(app: Flask) -> None:
    app.before_request(_gate)


def audience_of(endpoint: str) -> Audience | None:
    """The mark of an endpoint's page; None if it has none."""
    if endpoint == "static":
        return Audience.PUBLIC
    view = current_app.view_functions.get(endpoint)
    mark = getattr(view, "audience", None)
    return mark if isinstance(mark, Audience) else None


def _gate() -> Response | None:
    if request.endpoint is None:
        return None
    audience = audience_of(request.endpoint)
    reader = current_reader() if audience is not Audience.PUBLIC else VISITOR
    # For whoever was signed in here the desk does not vanish: an hour away from it ends a session there.
    lapsed = audience is Audience.SECRETARIAT and "_user_id" in session
    if not reader.known and (audience is Audience.SIGNED_IN or lapsed):
        return cast(Response, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]  # Flask-Login
    if _comes_first(reader):
        return cast(Response, current_app.extensions["first_things"]())
    if reader.suspended and audience is Audience.SIGNED_IN and request.blueprint not in ONES_OWN:
        return redirect(url_for("personal.data"), code=303)
    if audience is None or (audience is Audience.SECRETARIAT and not reader.secretariat):
        abort(404)
    return None


def _comes_first(reader: Reader) -> bool:
    """Whether something is to be done before this page opens. The room of accounts knows what."""
    if reader.unfinished:
        return request.endpoint not in BEFORE_SECOND_STEP
    return reader.asked and request.blueprint not in ONES_OWN
