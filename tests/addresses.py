"""Addresses that tests walk: an example for each endpoint that needs one, and the main pages of the site."""

# What stands in an address between the slashes, one example an endpoint; all of it is in seed/.
EXAMPLES: dict[str, dict[str, str]] = {
    "accounts.confirm_address": {"key": "no-key-of-anybody"},
    "accounts.object_to_address": {"key": "no-key-of-anybody"},
    "accounts.new_password": {"key": "no-key-of-anybody"},
    "advisors.detail": {"slug": "mihonyama-kenji"},
    **{
        f"applications.{page}": {"key": "no-such-key"}
        for page in (
            "accept_rules",
            "capabilities",
            "check",
            "countries",
            "done",
            "organisation",
            "people",
            "task_list",
        )
    },
    **{f"applications_desk.{page}": {"number": "1"} for page in ("approve", "detail", "reject", "send_back")},
    "applications_desk.standing": {"slug": "aonagi-subsea"},
    "api.country": {"code": "PLW"},
    # The seed holds no calls, and no drafts of anybody's: these answer 404.
    **{f"calls.{page}": {"key": "no-such-call"} for page in ("edit", "submit", "withdraw", "dissolve")},
    "calls.detail": {"key": "no-such-key"},
    "joining.outside": {"key": "no-such-key"},
    "calls.answer": {"key": "no-such-call", "number": "1"},
    "calls.section": {"key": "no-such-call", "section": "subject"},
    "calls_desk.review": {"key": "no-such-call"},
    **{
        f"joining.{page}": {"key": "no-such-call"}
        for page in (
            *("express", "expressions", "expression", "decline"),
            *("invite", "invitation", "decline_invitation", "counter", "refuse"),
            *("people", "leave", "shown"),
        )
    },
    **{f"joining.{page}": {"key": "no-such-call", "number": "1"} for page in ("remove", "lead")},
    **{f"agreements.{page}": {"key": "no-such-team"} for page in ("terms", "shares", "propose")},
    "agreements.clause": {"key": "no-such-team", "head": "lead"},
    **{
        f"agreements.{page}": {"key": "no-such-team", "number": "1"}
        for page in ("version", "body", "objection")
    },
    "agreements_desk.template": {"head": "lead"},
    # The seed holds no teams, and whoever is in none finds nothing: these answer 404.
    **{f"consortia.{page}": {"key": "no-such-team"} for page in ("team", "pledge")},
    **{f"formation.{page}": {"key": "no-such-team"} for page in ("roles", "finder")},
    "formation.say": {"key": "no-such-team", "member": "aonagi-subsea"},
    "countries.chart": {"code": "PLW"},
    "countries.figures": {"code": "PLW"},
    "deployments.detail": {"id": "D140"},
    # A job lives for an hour and belongs to one person: whoever guesses an address finds nothing.
    # The seed holds no batches.
    "batches_desk.batch": {"key": "no-such-key"},
    "duplicates_desk.compare": {"kept": "aonagi-subsea", "other": "sakibure-disaster"},
    "exchange.job": {"key": "nobodys"},
    "exchange.progress": {"key": "nobodys"},
    "matching.explain": {"code": "PLW"},
    "members.ask_for_contact": {"slug": "sakibure-disaster"},
    "members.detail": {"slug": "aonagi-subsea"},
    # Pictures have names nobody can guess: the seed holds none.
    "members.picture": {"slug": "aonagi-subsea", "name": "no-such-picture.png"},
    "members.preview": {"slug": "aonagi-subsea"},
    "record.add_row": {"slug": "aonagi-subsea", "section": "capabilities"},
    "record.change_row": {"slug": "aonagi-subsea", "section": "capabilities", "number": "1"},
    "record.history": {"slug": "aonagi-subsea"},
    "record.overview": {"slug": "aonagi-subsea"},
    "record.remove_row": {"slug": "aonagi-subsea", "section": "capabilities", "number": "1"},
    "record.revert": {"slug": "aonagi-subsea", "number": "1"},
    "record.section": {"slug": "aonagi-subsea", "section": "profile"},
    "record_desk.unlist": {"slug": "aonagi-subsea"},
    "seats.accept": {"key": "no-key-of-anybody"},
    "seats.end": {"slug": "aonagi-subsea", "number": "1"},
    "seats.seats_of": {"slug": "aonagi-subsea"},
    "secretariat.task": {"number": "1"},
    # The seed holds no requests, and whoever is no part of one finds nothing: these answer 404.
    "requests.accept": {"key": "no-such-request"},
    "requests.decline": {"key": "no-such-request"},
    "requests.detail": {"key": "no-such-request"},
    "requests.hand_over": {"key": "no-such-request"},
    "requests.withdraw": {"key": "no-such-request"},
    "static": {"filename": "css/site.css"},
    "support_tools.detail": {"id": "T01"},
    "technologies.detail": {"code": "telemedicine"},
}

# What some pages need in their query before they show anything.
QUERIES: dict[str, str] = {
    "api.match": "q=telemedicine",
    "api.search": "q=telemedicine",
    "matching.match": "technology=submarine_cable",
    "matching.explain": "technology=submarine_cable",
    "matching.compare": "technology=submarine_cable&country=PLW&country=FSM&country=IND",
    "matching.table": "technology=submarine_cable",
    "search.results": "q=telemedicine",
    "search.suggestions": "q=tele",
}

FREE_TEXT = "山間部の診療所と都市の専門医をスマートフォンでつなぐ"

# Below /ja and /en. What a visitor of the demonstration is most likely to open.
MAIN_PAGES: dict[str, str] = {
    "home": "/",
    "match": "/match",
    "match submarine cable": "/match?technology=submarine_cable",
    "match telemedicine": "/match?technology=telemedicine",
    "match ISDB-T": "/match?technology=isdbt",
    "match free text": f"/match?q={FREE_TEXT}",
    "explain": "/match/PLW?technology=submarine_cable",
    "compare": "/match/compare?technology=submarine_cable&country=PLW&country=FSM&country=IND",
    "countries": "/countries",
    "chart": "/countries/PLW",
    "technologies": "/technologies",
    "technology": "/technologies/telemedicine",
    "members": "/members",
    "member": "/members/aonagi-subsea",
    "support tools": "/support-tools",
    "support tool": "/support-tools/T01",
    "advisors": "/advisors",
    "advisor": "/advisors/mihonyama-kenji",
    "deployments": "/deployments",
    "deployment": "/deployments/D140",
    "search": "/search?q=遠隔医療",
    "search without hits": "/search?q=zzzzqqqq",
    "apply": "/apply",
    "sign in": "/sign-in",
    "help": "/help",
    "about": "/about",
    "accessibility": "/accessibility",
    "terms": "/terms",
    "privacy": "/privacy",
    "policy": "/policy",
    "contact": "/contact",
}
NO_PAGE = "/no-such-page"
