"""How a score has gone, as a picture: SVG with real text, drawn by matplotlib, made fit to stand within a page.

The same values give the same bytes. The page's own style sheet colours it, by the classes that its parts carry, so
that it can be read in the dark too; where there is no style sheet it is black on nothing. What is told by colour is
told by shape as well.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from xml.etree import ElementTree

import attrs
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from fidelity.report.feedback.result_record import TrendPart, TrendPoint
from fidelity.report.feedback.words import MONTHS

SIZE = (5.0, 2.9)
"""In inches of 72 units: as wide as a phone's page, so that text keeps its size there."""
FONT = 11
MOST_LABELS = 6
"""How many days, and how many values, are written out."""
ID = "trend"
"""What every id in the picture begins with, so that none of them is on the page already."""
_LINK = "{http://www.w3.org/1999/xlink}href"
_CLASSES = frozenset({"own", "ring", "dots", "other", "none", "cut", "this", "axis"})
"""The parts that a style sheet may colour."""
_NOTHING = {"Date": None, "Creator": None, "Format": None, "Type": None}


@attrs.frozen
class Spot:
    """A place for a text beside a point.

    Attributes:
        shift: How far from the point, in points across and up.
        reach: From where to where it reaches, up from the point, in shares of the picture's height.
        ha: How it is set across.
        va: How it is set up and down.
    """

    shift: tuple[float, float]
    reach: tuple[float, float]
    ha: str = "center"
    va: str = "baseline"

    def is_free(self, value: float, lines: Iterable[float], low: float, high: float) -> bool:
        """Whether a text there keeps clear of the lines across, and of the days below.

        Args:
            value: The value of the point.
            lines: The values of the lines.
            low: The lowest value of the picture.
            high: The highest.
        """
        foot, head = (value + share * (high - low) for share in self.reach)
        return foot >= low and not any(foot <= line <= head for line in lines)


_ABOVE = Spot((0, 9), (0.03, 0.14))
_BELOW = Spot((0, -19), (-0.14, -0.03))
_BESIDE = Spot((9, 0), (-0.06, 0.06), "left", "center")
_LEFT_ABOVE = Spot((-4, 6), (0.02, 0.13), "right")
_RIGHT_ABOVE = Spot((4, 6), (0.02, 0.13), "left")
_LEFT_BELOW = Spot((-4, -15), (-0.12, -0.02), "right")
_RIGHT_BELOW = Spot((4, -15), (-0.12, -0.02), "left")


def picture(trend: TrendPart) -> str:
    """The picture as an SVG element for a page of HTML.

    Args:
        trend: What it shows.
    """
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "fidelity", "font.size": FONT, "axes.linewidth": 1}):
        figure = Figure(figsize=SIZE)
        axes = figure.add_axes((0.09, 0.17, 0.77, 0.74))
        draw(axes, trend)
        written = io.StringIO()
        figure.savefig(written, format="svg", metadata=_NOTHING)
    return _within_a_page(written.getvalue(), trend)


def draw(axes: Axes, trend: TrendPart) -> Axes:
    """Draw how a score has gone.

    Args:
        axes: Where to.
        trend: What is shown.

    Returns:
        The axes.
    """
    every = list(enumerate(trend.points))
    joined = [(place, point) for place, point in every if point.is_comparable and point.value is not None]
    low, high = _limits(trend)
    axes.set_xlim(-0.4, len(every) - 0.6)
    axes.set_ylim(low, high)
    cuts = [_number(line.value) for line in trend.lines]
    for line in trend.lines:
        value = _number(line.value)
        axes.axhline(value, color="black", linewidth=1.3, dashes=(5, 3), gid="cut", clip_on=False)
        # Of two that lie close together, the upper is written above and the lower below.
        close = [cut > value for cut in cuts if cut != value and abs(cut - value) < (high - low) / 10]
        shift = 0 if not close else -4 if any(close) else 4
        _write(axes, line.shown, (len(every) - 0.6, value), (6, shift), "cut", ha="left", va="center")
    axes.plot(*_places(joined), color="black", gid="own", lw=1.8, clip_on=False)
    _mark(axes, [each for each in joined if not each[1].is_this], "o", "ring")
    _mark(axes, [each for each in joined if each[1].is_this], "o", "dots")
    _mark(axes, [each for each in every if each[1].value is not None and not each[1].is_comparable], "D", "other")
    missing = [place for place, point in every if point.value is None and point.is_comparable]
    axes.plot(missing, [low] * len(missing), "x", color="black", ms=8, mew=2, gid="none", clip_on=False)
    _name_values(axes, trend, joined)
    _name_days(axes, trend.points, low)
    _name_ends(axes, low, high)
    return axes


def _places(points: Sequence[tuple[int, TrendPoint]]) -> tuple[list[int], list[float]]:
    """Where points lie, across and up."""
    return [place for place, _ in points], [_value(point) for _, point in points]


def _mark(axes: Axes, points: Sequence[tuple[int, TrendPoint]], shape: str, name: str) -> None:
    """Marks of one kind."""
    face = "black" if name == "dots" else "white"
    size = 9 if name == "dots" else 7.5
    axes.plot(
        *_places(points), shape, color="black", mew=1.8, ms=size, mfc=face, gid=name, clip_on=False, zorder=3
    )  # fmt: skip


def _write(
    axes: Axes, text: str, at: tuple[float, float], shift: tuple[float, float], name: str, ha: str, va: str
) -> None:
    """A text beside a place."""
    axes.annotate(
        text, at, shift, textcoords="offset points", ha=ha, va=va, gid=name, annotation_clip=False
    )  # fmt: skip


def _name_values(axes: Axes, trend: TrendPart, points: Sequence[tuple[int, TrendPoint]]) -> None:
    """Write the values out: of all points where they are few, else of the first and of the page's own."""
    values = [_value(point) for _, point in points]
    low, high = axes.get_ylim()
    lines = [_number(line.value) for line in trend.lines]
    for number, (place, point) in enumerate(points):
        value = values[number]
        spots = _spots(value, values[number - 1] if number else None, next(iter(values[number + 1 :]), None))
        if place == len(trend.points) - 1:
            spots = [_BESIDE, *spots]
        free = [spot for spot in spots if spot.is_free(value, lines, low, high)]
        spot = (free or spots)[0]
        if len(points) <= MOST_LABELS or number == 0 or point.is_this:
            name = "this" if point.is_this else "value"
            _write(axes, point.shown, (place, value), spot.shift, name, spot.ha, spot.va)


def _spots(value: float, before: float | None, after: float | None) -> list[Spot]:
    """Where a value can be written without the joining line running through it, the best place first."""
    rises_to = before is not None and before < value
    rises_from = after is not None and after > value
    if rises_from and rises_to:
        return [_LEFT_ABOVE, _RIGHT_BELOW]
    if rises_from:
        return [_BELOW, _LEFT_ABOVE]
    if not rises_to and before not in (None, value):
        return [_RIGHT_ABOVE, _LEFT_BELOW] if after not in (None, value) else [_BELOW, _RIGHT_ABOVE]
    return [_ABOVE, _BELOW]


def _name_days(axes: Axes, points: Sequence[TrendPoint], low: float) -> None:
    """Name the days, with the year where it is another one; the latest day is always named."""
    step = -(-len(points) // MOST_LABELS)
    year = ""
    for place, point in enumerate(points):
        if (len(points) - 1 - place) % step == 0:
            _write(axes, _day(point.date), (place, low), (0, -18), "day", "center", "baseline")
            if point.date[:4] != year:
                year = point.date[:4]
                _write(axes, year, (place, low), (0, -31), "day", "center", "baseline")


def _name_ends(axes: Axes, low: float, high: float) -> None:
    """Name both ends, and leave out what only frames."""
    axes.set_xticks([])
    axes.set_yticks([low, high], [f"{end:g}" for end in (low, high)])
    axes.tick_params(length=0, pad=7)
    for side, spine in axes.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_gid("axis")
    axes.patch.set_visible(False)
    axes.figure.patch.set_visible(False)


def _day(date: str) -> str:
    """A day in short: ``20 Nov``."""
    if not re.match(r"\d{4}-\d\d-\d\d", date):
        return "–"
    return f"{int(date[8:10])} {MONTHS[int(date[5:7]) - 1][:3]}"


def _limits(trend: TrendPart) -> tuple[float, float]:
    """The lowest and highest value that the picture has room for: all that there can be, else all that there is."""
    values = (*(point.value for point in trend.points), *(line.value for line in trend.lines))
    held = [_number(value) for value in values if value is not None]
    low = min(held) if trend.lowest is None else _number(trend.lowest)
    high = max(held) * 1.1 if trend.highest is None else _number(trend.highest)
    return (low, high) if low < high else (low, low + 1)


def _value(point: TrendPoint) -> float:
    return _number(point.value or "0")


def _number(text: str) -> float:
    return float(Fraction(text))


def _within_a_page(svg: str, trend: TrendPart) -> str:
    """The drawing without what a page does not allow: a style sheet, styles in attributes, and names of its own."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style", "}clipPath")):
                parent.remove(child)
    used = {link.removeprefix("#") for each in root.iter() if (link := each.get(_LINK))}
    for each in root.iter():
        each.tag = each.tag.rpartition("}")[2]
        _dress(each, used)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib |= {"role": "img", "aria-labelledby": f"{ID}-name {ID}-text"}
    for place, (tag, text, name) in enumerate((("title", trend.name, "name"), ("desc", trend.picture, "text"))):
        told = ElementTree.Element(tag, {"id": f"{ID}-{name}"})
        told.text = text
        root.insert(place, told)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)


def _dress(each: ElementTree.Element, used: Iterable[str]) -> None:
    """One element in the manner of the page: styles as attributes, and ids only where something points at them."""
    styles = dict(re.findall(r"([\w-]+):\s*([^;]+)", each.attrib.pop("style", "")))
    size = re.search(r"[\d.]+px", styles.pop("font", ""))
    if size:
        styles["font-size"] = size[0]
    styles.pop("font-family", None)
    each.attrib |= {name: value.strip() for name, value in styles.items()}
    link = each.attrib.pop(_LINK, "")
    if link:
        each.set("href", f"#{ID}-{link.removeprefix('#')}")
    name = each.attrib.pop("id", "")
    if name in used:
        # What is used in several places takes its colours from each of them.
        each.attrib = {"id": f"{ID}-{name}", "d": each.get("d", "")}
    elif each.tag == "g" and name in _CLASSES:
        each.set("class", name)
