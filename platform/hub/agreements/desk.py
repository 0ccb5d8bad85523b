"""The secretariat's wording of what new clauses begin with."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hub.agreements import actions, labels, queries
from hub.agreements.defaults import TEXTS
from hub.agreements.forms import TemplateForm
from hub.agreements.models import Head
from hub.core import clock
from hub.core.access import current_reader, require, secretariat
from hub.core.bilingual import Bilingual
from hub.core.db import transaction
from hub.core.typed import came_back
from hub.core.web import pages

bp = pages("agreements_desk", __name__, prefix="/desk/agreements")


@bp.route("")
@secretariat
def listing() -> ResponseReturnValue:
    return render_template(
        "agreements/desk/listing.html", templates=queries.templates(), ours=TEXTS, labels=labels
    )


@bp.route("/<head>", methods=["GET", "POST"])
@secretariat
def template(head: str) -> ResponseReturnValue:
    require(head in list(Head))
    now, text = queries.template(Head(head)), queries.beginning(Head(head))
    form = TemplateForm(data={"ja": text.ja, "en": text.en, "version": now.version if now else 0})
    theirs: Bilingual | None = None
    if form.submitted():
        given = Bilingual(form.ja.data, form.en.data)
        try:
            with transaction():
                actions.word_template(
                    Head(head), given, form.version.data or 0, by=current_reader(), at=clock.now()
                )
            flash(_("Saved. New clauses begin with it; what teams have written stays."))
            return redirect(url_for(".listing"), code=303)
        except actions.Overtaken as overtaken:
            theirs = text
            form.version.raw_data, form.version.data = None, overtaken.version
    elif not form.is_submitted() and not came_back():
        form.version.data = now.version if now else 0
    return render_template(
        "agreements/desk/template.html", head=Head(head), form=form, theirs=theirs, labels=labels
    ), 409 if theirs else form.status
