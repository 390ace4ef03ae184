"""The page remarks on the same notes as the store does."""

from __future__ import annotations

from random import Random

from fidelity.forms.html import form_html
from fidelity.records.personal import looks_personal
from tests.browser.conftest import Opener
from tests.browser.filling import begin
from tests.browser.forms import blank

PIECES = (
    "Mr", "Dr.", "Professor", "Miss", "Jane", "Roe", "Anna", "O'Neil", "María", "López", "Élise", "the", "She", "NHS",
    "born", "DOB", "d.o.b.", "birthday", "01/02/1980", "1.2.80", "1980-02-01", "3rd March 2019", "20 11 2026", "12 May",
    "943 476 5919", "9434765919", "010203 4567", "0141 496 0000", "+44 141 496 0000", "(0141) 4960000", "07700900123",
    "a.b@example.org", "x@y", "P03", "C7", "item 3", "2/3", "10:30", "30 minutes", "Family Meeting", "Glasgow Road",
    ".", ",", ":", "-", "(", ")", "\n", "of", "and", "Plan", "Coach", "Monday",
)  # fmt: skip
N_NOTES = 1500


def test_the_page_sees_what_the_store_sees(opened: Opener) -> None:
    """For notes made at random of names, dates, numbers and plain words, both say the same."""
    drawn = Random(7)
    notes = [" ".join(drawn.choices(PIECES, k=drawn.randint(1, 7))) for _ in range(N_NOTES)]
    notes += [note.replace(" ", "") for note in notes[:200]]
    remark = """(notes) => {
      const note = document.querySelector(".item.current textarea");
      return notes.map((text) => {
        note.value = text;
        note.dispatchEvent(new Event("input", { bubbles: true }));
        return document.querySelector(".item.current .note .remark").textContent;
      });
    }"""
    with opened(form_html(blank())) as page:
        begin(page)
        seen = page.evaluate(remark, notes)
    for note, said in zip(notes, seen, strict=True):
        found = looks_personal(note)
        listed = " and ".join(filter(None, (", ".join(found[:-1]), "".join(found[-1:]))))
        words = f"This looks as if it held {listed}. Notes are kept with the record: write codes instead."
        assert said == (words if found else ""), note
