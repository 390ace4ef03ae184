"""Notes, checked."""

from __future__ import annotations

from fidelity.handins.limits import NOTE
from fidelity.handins.notes import checked_notes
from tests.forms.samples import intervention

CHECKLIST = intervention().checklist("delivery")


def test_a_note_stays_text_whatever_it_says() -> None:
    """Script, formulas, several lines; a blank note is none."""
    notes = {"greets": "<script>alert('x')</script>\r\n=HYPERLINK(\"x\")", "plans": "  "}
    expected = {"greets": "<script>alert('x')</script>\n=HYPERLINK(\"x\")"}
    assert checked_notes(notes, CHECKLIST) == (expected, [], [])


def test_what_nobody_can_see_is_taken_out_and_said() -> None:
    """Zero bytes, colours of a terminal, half a character."""
    notes, problems, [(remark, name)] = checked_notes({"greets": "a\x00b\x1b[31m\ud800"}, CHECKLIST)
    assert (notes, problems) == ({"greets": "ab[31m"}, [])
    assert (remark.code, name) == ("control-character", "greets")
    assert "3 signs" in remark.message


def test_a_note_that_names_somebody_is_pointed_out() -> None:
    """And kept: it is only a guess."""
    said = "Ring her on 0131 496 0000"
    notes, problems, [(remark, name)] = checked_notes({"greets": said}, CHECKLIST)
    assert (notes, problems, remark.code, name) == ({"greets": said}, [], "looks-personal", "greets")


def test_a_note_at_no_item_or_without_end_is_refused() -> None:
    """Both at once."""
    notes, problems, _ = checked_notes({"greet": "x", "plans": "x" * (NOTE + 1), "talks": "y" * NOTE}, CHECKLIST)
    assert [(problem.code, name) for problem, name in problems] == [("unknown-item", "greet"), ("too-long", "plans")]
    assert problems[0][0].help == "did you mean `greets`?"
    assert notes == {"talks": "y" * NOTE}
