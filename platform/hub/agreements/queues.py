"""Agreements at the desk: the wording that new clauses begin with. What teams agree is theirs."""

from flask_babel import lazy_gettext as _l

from hub.core.desk import DeskPage

QUEUES = ()
PAGES = (DeskPage(_l("Clause templates"), "agreements_desk.listing"),)
