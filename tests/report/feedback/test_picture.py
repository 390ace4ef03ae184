"""The picture: real text, names for those who do not see it, nothing that a strict page forbids, the same bytes."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import attrs
import pytest

from fidelity.report.feedback.picture import picture
from fidelity.report.feedback.result_record import Line, TrendPart, TrendPoint


def point(place: int, value: str | None, *, is_comparable: bool = True, is_this: bool = False) -> TrendPoint:
    """A visit in some month."""
    date = f"20{25 + place // 12}-{place % 12 + 1:02}-10"
    shown = value or "no score"
    return TrendPoint(date, date, f"v{place}", value, shown, "", is_comparable, is_this)


def trend(*values: str | None, lines: tuple[str, ...] = ("80",), others: tuple[int, ...] = ()) -> TrendPart:
    """A course of values, the last of which is the page's own."""
    last = len(values) - 1
    points = tuple(
        point(place, value, is_comparable=place not in others, is_this=place == last)
        for place, value in enumerate(values)
    )
    cuts = tuple(Line(f"cut {each}", each, f"{float(each):.1f}") for each in lines)
    return TrendPart("total", "Total <&>", points, cuts, "0", "100", ("…",), "What it shows <&>", "…")


def parsed(of: TrendPart) -> ElementTree.Element:
    """The picture, read."""
    return ElementTree.fromstring(picture(of))


def texts(root: ElementTree.Element) -> list[str]:
    """The words that are drawn."""
    return ["".join(each.itertext()).strip() for each in root.iter("text")]


def marks(root: ElementTree.Element, name: str) -> int:
    """How many marks of a kind are drawn."""
    return sum(len(list(group.iter("use"))) for group in root.iter("g") if group.get("class") == name)


def test_it_is_an_image_with_a_name_and_a_description() -> None:
    """Which the element points at."""
    root = parsed(trend("60", "70"))
    assert (root.tag, root.get("role")) == ("svg", "img")
    named = (root.get("aria-labelledby") or "").split()
    told = {each.get("id"): (each.tag, each.text) for each in root}
    assert [told[name] for name in named] == [
        ("title", "Total <&>, 2 observations"),
        ("desc", "What it shows <&>"),
    ]


def test_its_words_are_text() -> None:
    """Values, days with their year, both ends and cut-offs."""
    assert set(texts(parsed(trend("60", "70.5", "90")))) == {
        "60", "70.5", "90", "10 Jan", "10 Feb", "10 Mar", "2025", "0", "100", "80.0",
    }  # fmt: skip


def test_nothing_in_it_is_forbidden_or_points_outside() -> None:
    """No style, no script, no name of its own that a page might have, no address."""
    svg = picture(trend("60", None, "70", "90", others=(2,)))
    root = ElementTree.fromstring(svg)
    assert not {"style", "script", "metadata", "image", "clipPath"} & {each.tag for each in root.iter()}
    assert not [name for each in root.iter() for name in each.attrib if name == "style" or name.startswith("on")]
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    assert all(str(name).startswith("trend-") for name in ids)
    links = {str(each.get("href")).removeprefix("#") for each in root.iter() if each.get("href")}
    assert links <= set(map(str, ids))
    assert "url(" not in svg
    assert "http" not in svg


def test_each_kind_of_point_has_its_own_shape() -> None:
    """Earlier ones, this one, those that are not joined, and those without a score."""
    root = parsed(trend("60", None, "70", "75", "90", others=(2,)))
    assert {name: marks(root, name) for name in ("ring", "dots", "other", "none")} == {
        "ring": 2,
        "dots": 1,
        "other": 1,
        "none": 1,
    }
    unknown = parsed(trend("60", None, "90", others=(1,)))
    assert marks(unknown, "none") == 0, "what was not computed is not said to have no score"


def test_only_comparable_points_are_joined() -> None:
    """The line has as many corners as there are such points."""
    (own,) = [
        group
        for group in parsed(trend("60", None, "70", "75", "90", others=(2,))).iter("g")
        if group.get("class") == "own"
    ]
    (path,) = own.iter("path")
    assert len(re.findall(r"[ML]", path.get("d", ""))) == 3


def test_the_same_course_is_the_same_bytes() -> None:
    """No date and no chance."""
    assert picture(trend("60", "70")) == picture(trend("60", "70"))


def test_a_long_course_names_a_few_days() -> None:
    """The latest among them, with each year once; and of the values the first and the last."""
    root = parsed(trend(*(str(30 + place) for place in range(30))))
    days = [text for text in texts(root) if re.fullmatch(r"\d+ \w{3}", text)]
    assert 3 <= len(days) <= 6
    assert days[-1] == "10 Jun"
    assert {text for text in texts(root) if text.startswith("20")} <= {"2025", "2026", "2027"}
    assert {"30", "59"} <= set(texts(root))
    assert "45" not in texts(root)


@pytest.mark.parametrize("values", [("0", "0"), ("100", "100"), ("-3", "4"), ("0", "1/3"), ("50", "50", "50")])
def test_no_values_break_it(values: tuple[str, ...]) -> None:
    """At the ends, all the same, below nothing, or with no end to the score."""
    assert parsed(trend(*values)).tag == "svg"
    endless = attrs.evolve(trend(*values, lines=()), lowest=None, highest=None)
    assert parsed(endless).tag == "svg"


def test_cut_offs_that_lie_close_are_written_apart() -> None:
    """The upper higher and the lower lower than where they would stand."""

    def heights(*lines: str) -> dict[str, float]:
        root = parsed(trend("10", "20", lines=lines))
        return {"".join(each.itertext()).strip(): float(each.get("y", "0")) for each in root.iter("text")}

    apart, close = heights("50", "90"), heights("50", "53")
    assert close["50.0"] > apart["50.0"]
    assert heights("53", "90")["53.0"] > close["53.0"]
