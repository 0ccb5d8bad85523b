"""``flask evaluate-matching``: the figures by which one can judge the matching, all made in one run."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from hub.core.db import db
from hub.core.fulltext.analysis import Analyser
from hub.countries.models import Country
from hub.deployments.models import Deployment
from hub.deployments.rules import sentence
from hub.matching.queries.facts import gazetteer, load_facts
from hub.matching.rules import evaluation as rules
from hub.matching.rules.evaluation import Case, Result
from hub.matching.rules.score import DEFAULT_WEIGHTS
from hub.technologies.models import Synonym, Technology


def evaluation() -> list[Result]:
    """The engine, its baselines and two checks of honesty (shuffled labels, nothing hidden)."""
    facts = load_facts(0, signed_in=False)
    questions = rules.cases(facts)
    whole = rules.whole_cube(facts)
    engine = rules.engine(whole, DEFAULT_WEIGHTS)
    texts, queries = _texts()
    leaking = [rules.unmasked(case, facts) for case in questions]
    return [
        rules.evaluate("engine", questions, engine),
        rules.evaluate("random", questions, rules.chance),
        rules.evaluate("most deployed", questions, rules.most_deployed),
        rules.evaluate("BM25 on charts", questions, rules.text_bm25(texts, queries)),
        rules.evaluate("engine, shuffled labels", rules.shuffled(questions), engine),
        rules.evaluate("engine, nothing hidden", leaking, engine),
    ]


def _texts() -> tuple[Callable[[Case], Sequence[Sequence[str]]], list[list[str]]]:
    """The terms of every chart without what a case hides, and of every technology's names and description."""
    technologies = list(
        db.session.scalars(select(Technology).where(Technology.matched).order_by(Technology.sort))
    )
    analyser = Analyser(gazetteer(technologies))
    profiles = {
        one.code: analyser.terms(" ".join([one.name.ja, one.group, one.region, one.capital.ja, one.note.ja]))
        for one in db.session.scalars(select(Country).order_by(Country.code))
    }
    told = {one.id: analyser.terms(sentence(one).ja) for one in db.session.scalars(select(Deployment))}
    words: dict[str, list[str]] = {one.code: [one.name.ja] for one in technologies}
    for code, synonym in db.session.execute(select(Synonym.technology_code, Synonym.words)):
        if code in words:
            words[code].append(synonym)

    def texts(case: Case) -> list[list[str]]:
        documents = {code: list(terms) for code, terms in profiles.items()}
        hidden = case.facts.technologies[case.technology].code
        own = case.facts.countries[case.country].code
        for one in case.facts.deployments:
            names_it = f"technology:{hidden}" in told[one.id]
            if not (one.country == own and names_it):
                documents[one.country].extend(told[one.id])
        return [documents[country.code] for country in case.facts.countries]

    return texts, [analyser.terms(" ".join(words[one.code])) for one in technologies]
