"""The words of search in the reader's language, and which kinds of documents there are."""

from flask_babel import lazy_gettext as _l

# In the order in which they are offered as filters.
KINDS = {
    "chart": _l("Country charts"),
    "technology": _l("Technologies"),
    "member": _l("Members"),
    "support_tool": _l("Support tools"),
    "advisor": _l("Advisors"),
    "deployment": _l("Japanese deployments"),
    "call": _l("Open calls"),
}

FACETS = {
    "kind": _l("Kind"),
    "technology": _l("Technology"),
    "country": _l("Country"),
    "region": _l("Region"),
    "stage": _l("Stage"),
}
