"""Scales, items, scores, criteria and checklists as a definition writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fidelity.definition.rule_outline import Outline, number_outline, range_outline, rule_outline
from fidelity.definition.scalar import code_text, plain_scalar
from fidelity.definition.tree import Value
from fidelity.model.certification import Certification
from fidelity.model.checklist import Checklist, Measures
from fidelity.model.criterion import All, Any, BandTest, Condition, Criterion, ScoreTest
from fidelity.model.declared import DeclaredRange
from fidelity.model.figure import Figure, MeanOfItemPercentages, ShareMeeting, rule_name
from fidelity.model.item import Item, Use
from fidelity.model.missing import MissingRule
from fidelity.model.number import exact
from fidelity.model.scale import Kind, Point, Scale
from fidelity.model.score import Band, Members, Score
from fidelity.model.status import Effect, Status
from fidelity.model.unit import Unit


def said(**values: Value) -> Outline:
    """The keys that say something: not empty text, no empty list or mapping, not None and not False."""
    return {key: value for key, value in values.items() if value not in ("", None, False, [], {})}


def whole_number(key: str, number: int | None) -> Outline:
    """A whole number under its key, where there is one; 0 is one."""
    return {} if number is None else {key: number}


def scale_outline(scale: Scale) -> Value:
    """A scale: a list of points where that says it all, else a mapping."""
    codes: Outline = {code: status.value for code, status in scale.status_codes.items()}
    if scale.kind is None:
        points: list[Value] = list(map(_point, scale.points))
        return {"points": points, "statuses": codes} if codes else points
    outline: Outline = {"measure": scale.kind.value}
    if scale.kind in (Kind.COUNT, Kind.NUMBER):
        if scale.lowest is not None and (scale.kind is Kind.NUMBER or scale.lowest):
            outline["at_least"] = number_outline(scale.lowest)
        if scale.highest is not None:
            outline["at_most"] = number_outline(scale.highest)
    return {**outline, **said(unit=scale.unit, statuses=codes)}


def _point(point: Point) -> Value:
    outline = {"code": _code(point.code), **said(label=point.label, anchor=point.anchor)}
    try:
        is_worth_itself = exact(point.code) == point.points
    except ValueError:
        is_worth_itself = False
    return outline if is_worth_itself else {**outline, "points": number_outline(point.points)}


def _code(code: str) -> Value:
    """A code, without quotes where it is a number that is written like this."""
    try:
        value = plain_scalar(code)
    except ValueError:
        return code
    is_number = not isinstance(value, str | bool) and value is not None
    return value if is_number and code_text(value) == code else code


def item_outline(item: Item) -> Outline:
    """An item."""
    steps: list[Value] = [{**range_outline(step.range), "is": number_outline(step.points)} for step in item.steps]
    return {
        "id": item.id,
        "text": item.text,
        "scale": item.scale.id,
        **said(
            component=item.component,
            dimension=item.dimension,
            guidance=item.guidance,
            anchors=dict(item.anchors),
            evidence=list(item.evidence),
            allows=[status.value for status in Status if status in item.allows],
            critical=item.critical,
            use="" if item.use is Use.SCORED else item.use.value,
            points=steps,
            source=item.source,
        ),
    }


def score_outline(score: Score) -> Outline:
    """A score."""
    rule = rule_outline(score.rule)
    return {
        "id": score.id,
        **said(title=score.title),
        "rule": rule.pop("rule"),
        "of": _members(score.of),
        **rule,
        "missing": _missing(score.missing),
        **_effects(score.effects),
        **said(
            reverse=[*sorted(score.reverse)],
            weights={name: number_outline(weight) for name, weight in score.weights.items()},
            bands=list(map(_band, score.bands)),
            range=_declared(score.declared),
        ),
        **({"decimals": score.decimals} if score.decimals != 2 else {}),
        **said(source=score.source),
    }


def _declared(declared: DeclaredRange | None) -> Outline:
    if declared is None:
        return {}
    return {"lowest": number_outline(declared.lowest), "highest": number_outline(declared.highest)}


def _members(members: Members) -> Value:
    if members.ids:
        return list(members.ids)
    return "all" if members.every else said(component=members.component, dimension=members.dimension)


def _missing(rule: MissingRule) -> Value:
    if rule == MissingRule():
        return "none"
    if rule == MissingRule(unless_decided=True):
        return "none_unless_decided"
    outline: Outline = {}
    if rule.at_most is not None:
        outline["at_most"] = rule.at_most
    if rule.share_at_most is not None:
        outline["share_at_most"] = number_outline(rule.share_at_most)
    then = rule.then.value if rule.then else ""
    return {**outline, **said(rated_at_least=rule.rated_at_least, then=then, unless_decided=rule.unless_decided)}


def _effects(effects: Mapping[Status, Effect]) -> Outline:
    short = effects.get(Status.NOT_APPLICABLE)
    others: Outline = {
        status.value: effect.value for status, effect in effects.items() if status is not Status.NOT_APPLICABLE
    }
    return said(not_applicable=short.value if short else "", statuses=others)


def _band(band: Band) -> Value:
    return {"id": band.id, **said(label=band.label), **range_outline(band.range)}


def criterion_outline(criterion: Criterion) -> Outline:
    """A criterion; a condition of its own is written as the only one of `all`."""
    condition = criterion.condition
    whole = condition if isinstance(condition, All | Any) else All((condition,))
    days = {"from": criterion.valid_from, "until": criterion.valid_until}
    return {
        "id": criterion.id,
        **said(title=criterion.title, source=criterion.source),
        **{key: day.isoformat() for key, day in days.items() if day},
        **_condition(whole),
    }


def _condition(condition: Condition) -> Outline:
    if isinstance(condition, All | Any):
        return {"all" if isinstance(condition, All) else "any": [_condition(part) for part in condition.of]}
    if isinstance(condition, BandTest):
        return {"score": condition.score, "band": _one_or_more(condition.bands)}
    if isinstance(condition, ScoreTest):
        return {"score": condition.score, **range_outline(condition.range)}
    items = condition.items
    tested = _one_or_more(items.ids) if items.ids else _members(items)
    return {"item": tested, **range_outline(condition.range)}


def _one_or_more(names: Iterable[str]) -> Value:
    listed: list[Value] = list(names)
    return listed[0] if len(listed) == 1 else listed


def figure_outline(figure: Figure) -> Outline:
    """A figure."""
    rule, goal = figure.rule, figure.goal
    if isinstance(rule, MeanOfItemPercentages):
        of = _members(rule.items)
    else:
        of = rule.criterion if isinstance(rule, ShareMeeting) else rule.score
    ends = {"at_least": goal.at_least, "at_most": goal.at_most} if goal else {}
    return {
        "id": figure.id,
        **said(title=figure.title),
        "unit": figure.unit.value,
        "rule": rule_name(rule),
        "of": of,
        **said(goal={key: number_outline(end) for key, end in ends.items() if end is not None}),
        **({"n_at_least": figure.n_at_least} if figure.n_at_least != 1 else {}),
        **said(source=figure.source),
    }


def checklist_outline(checklist: Checklist) -> Outline:
    """A checklist as published."""
    return {
        "id": checklist.id,
        **said(
            title=checklist.title,
            measures="" if checklist.measures is Measures.DELIVERY else checklist.measures.value,
            rated_by=list(checklist.rated_by),
            unit="" if checklist.unit is Unit.SESSION else checklist.unit.value,
            status_codes={code: status.value for code, status in checklist.status_codes.items()},
        ),
        **whole_number("minutes", checklist.minutes),
        **whole_number("n_items", checklist.n_items),
        **_effects(checklist.effects),
        "items": list(map(item_outline, checklist.items)),
        **said(
            scores=list(map(score_outline, checklist.scores)),
            criteria=list(map(criterion_outline, checklist.criteria)),
            figures=list(map(figure_outline, checklist.figures)),
        ),
        **_sampling(checklist),
        **_reliability(checklist),
        **said(certification=_certification(checklist.certification)),
    }


def _sampling(checklist: Checklist) -> Outline:
    sampling = checklist.sampling
    if sampling is None:
        return {}
    outline: Outline = {}
    if sampling.every:
        outline["per_practitioner"] = {"every": str(sampling.every), "n": sampling.n}
    if sampling.double_rated:
        outline["double_rated"] = number_outline(sampling.double_rated)
    return {"sampling": outline}


def _reliability(checklist: Checklist) -> Outline:
    reliability = checklist.reliability
    if reliability is None:
        return {}
    return {"reliability": {"statistic": reliability.statistic, "at_least": number_outline(reliability.at_least)}}


def _certification(asked: Certification | None) -> Outline:
    if asked is None:
        return {}
    each = asked.each_item_at_least
    return {
        "agreement": asked.agreement.value,
        "at_least": number_outline(asked.at_least),
        **({"observations": asked.observations} if asked.observations != 1 else {}),
        **said(
            in_a_row=asked.in_a_row,
            together=asked.together,
            each_item_at_least=None if each is None else number_outline(each),
            within=str(asked.within or ""),
            valid_for=str(asked.valid_for or ""),
            source=asked.source,
        ),
    }
