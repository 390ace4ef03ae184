"""What number formats make of numbers."""

from __future__ import annotations

import pytest

from fidelity.handins.number_styles import NumberStyles, Shows, shows


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("General", Shows.NUMBER),
        ("0.00", Shows.NUMBER),
        ("@", Shows.NUMBER),
        ('0 "days"', Shows.NUMBER),
        ("0\\d", Shows.NUMBER),
        ("[Red]0.0", Shows.NUMBER),
        ("[Magenta]0", Shows.NUMBER),
        ("[>=100]0", Shows.NUMBER),
        ("0%", Shows.PERCENTAGE),
        ("0.00%;[Red]-0.00%", Shows.PERCENTAGE),
        ('0 "%"', Shows.NUMBER),
        ("yyyy\\-mm\\-dd", Shows.DAY),
        ("[$-809]d mmmm yyyy;@", Shows.DAY),
        ("dd/mm/yyyy hh:mm", Shows.DAY),
        ("mmm", Shows.DAY),
        ("hh:mm", Shows.TIME),
        ("mm:ss.0", Shows.TIME),
        ("[h]:mm", Shows.TIME),
        ("[mm]", Shows.TIME),
    ],
)
def test_a_format_says_what_it_shows(code: str, expected: Shows) -> None:
    """Whatever stands between quotation marks, after a backslash or in brackets does not count."""
    assert shows(code) is expected


def test_a_style_has_the_format_of_its_number() -> None:
    """Formats of the workbook, those that every program knows, and numbers that mean nothing."""
    styles = NumberStyles()
    events = [("numFmt", {"numFmtId": "164", "formatCode": "0%"}), ("xf", {"numFmtId": "9"}), ("cellXfs", {})]
    events += [("xf", {"numFmtId": known}) for known in ("0", "14", "164", "9", "20", "x")]
    for name, attributes in events:
        styles.start(name, attributes)
    styles.end("cellXfs")
    styles.start("xf", {"numFmtId": "14"})
    expected = [Shows.NUMBER, Shows.DAY, Shows.PERCENTAGE, Shows.PERCENTAGE, Shows.TIME, Shows.NUMBER]
    assert [styles.shows(str(number)) for number in range(6)] == expected
    assert [styles.shows(style) for style in ("6", "", "-1", "9999999999", "²")] == [Shows.NUMBER] * 5
