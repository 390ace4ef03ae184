"""Items: what is rated, each on a scale of the definition."""

from __future__ import annotations

from collections.abc import Callable

from fidelity.definition.part import Broken, Part
from fidelity.definition.ranges import step
from fidelity.definition.scales import Scales
from fidelity.model.item import Item, Use
from fidelity.model.scale import Scale
from fidelity.model.status import Status
from fidelity.problems import Problem, nearest


def item_maker(scales: Scales) -> Callable[[Part], Item]:
    """What builds an item on these scales."""

    def make(part: Part) -> Item:
        return _item(part, scales)

    return make


def _item(part: Part, scales: Scales) -> Item:
    identity, text, scale = part.name(), part.name("text"), _scale(part, scales)
    named = part.value["scale"]
    # A scale that only stands in cannot say whether anchors and steps fit.
    stands_in = named in scales.stand_ins
    use = Use.SCORED if part.whole("use") is None else Use(part.name("use"))
    return part.made(
        Item,
        id=identity,
        text=text,
        scale=scale,
        component=part.text("component"),
        dimension=part.text("dimension"),
        guidance=part.text("guidance"),
        anchors={} if stands_in else _anchors(part),
        evidence=part.texts("evidence"),
        allows=frozenset(Status(each) for each in part.texts("allows")),
        critical=part.flag("critical"),
        use=use,
        steps=() if stands_in or not part.has("points") else part.every("points", step),
        source=part.text("source"),
    )


def _scale(part: Part, scales: Scales) -> Scale:
    name = part.name("scale")
    if not scales.is_known(name):
        known = nearest(name, {*scales.known, *scales.stand_ins}) or "there are none: define it under `scales`"
        part.report(Problem("unknown-scale", f"there is no scale `{name}`", known, ("scale",)))
    scale = scales.named(name)
    if scale is None:
        raise Broken
    if name not in scales.known:
        part.log.remember(part)
    return scale


def _anchors(part: Part) -> dict[str, str]:
    value = part.get("anchors")
    return {code: text for code, text in value.items() if isinstance(text, str)} if isinstance(value, dict) else {}
