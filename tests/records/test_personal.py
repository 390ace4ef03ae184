"""What looks personal and what does not, as coaches write it."""

from __future__ import annotations

import time

import pytest

from fidelity.records.personal import BIRTH, E_MAIL, HEALTH_NUMBER, NAME, PHONE, looks_personal

PERSONAL = [
    # E-mail.
    ("send it to f.nightingale@example.org", E_MAIL),
    ("A.B-C+news@mail.example.co.uk please", E_MAIL),
    # Phone, in the United Kingdom, abroad and in America.
    ("ring 07700 900123 before eight", PHONE),
    ("07700900123", PHONE),
    ("0131 496 0000", PHONE),
    ("(020) 7946 0958 ext. 3", PHONE),
    ("tel. 0131-496-0000", PHONE),
    ("+44 7700 900 123", PHONE),
    ("+44 (0)20 7946 0958", PHONE),
    ("0044 7700 900123", PHONE),
    ("+49 30 901820", PHONE),
    ("(555) 123-4567", PHONE),
    # Dates of birth.
    ("DOB 03/05/2019", BIRTH),
    ("dob: 3.5.19", BIRTH),
    ("D.O.B. 3-5-2019", BIRTH),
    ("date of birth 2019-05-03", BIRTH),
    ("born 3 May 2019 in hospital", BIRTH),
    ("was born on the 3rd May 2019", BIRTH),
    ("her birthday is 12 Oct 2020", BIRTH),
    # Ten-digit health numbers: NHS in England, CHI in Scotland, with and without spaces.
    ("943 476 5919", HEALTH_NUMBER),
    ("NHS no 9434765919.", HEALTH_NUMBER),
    ("CHI 010190 4567", HEALTH_NUMBER),
    ("chi:0101904567", HEALTH_NUMBER),
    ("943-476-5919", HEALTH_NUMBER),
    # Names: title and surname, or two words of a name.
    ("Mrs Seacole asked for more time", NAME),
    ("as Dr. Snow said", NAME),
    ("saw Prof Curie's notes", NAME),
    ("Ms O’Malley", NAME),
    ("Mr J. Snow came late", NAME),
    ("Florence Nightingale was asked twice", NAME),
    ("spoke with Mary Seacole about sleep", NAME),
    ("praised Ada Lovelace, then waited", NAME),
    ("asked Søren Kierkegaard to come", NAME),
    ("the visit with Ignaz Semmelweis", NAME),
    ("with Jean-Paul Sartre", NAME),
]

ORDINARY = [
    "",
    "Asked open questions and waited for an answer.",
    "Asked Open Questions, then summed up.",
    "Used the Family Nurse Partnership guide.",
    "Motivational Interviewing was used throughout; Teach Back at the end.",
    "Triple P group, Monday Morning, second floor",
    "P03 with R1 at site S2, 45 minutes",
    "P03-2026-11-20",
    "Visit on 2026-11-20, 09:30-10:15, room 0123",
    "03.05.2026 10.30 until 11.30",
    "on 3 May 2026 and again on 17/05/2026",
    "next visit 20 11 2026 at 10",
    "Scores 1 2 3 4 5 6 7 8 9 10",
    "Praised 12 times, 3/4 of all chances; 0.75 of 40 minutes",
    "0.123456789 of the time",
    "record 8b1f6a0c-0123-4567-8901-0123456789ab",
    "£1 234 567 was spent",
    "ISBN 978-0-306-40615-7",
    "2026-2027, pages 100-120, items 1-45",
    "He Said She Said: said both.",
    "NHS Lothian and SSW were there",
    "The Child And Family Team came too",
    "Good Behaviour Game was played as in the Handbook",
    "in English, and then in Spanish",
    "Mother smiled. Father left. Baby slept.",
    "First birth; mother tired",
    "Miss a turn, then go on",
    "Dr not there",
    "Note: Parent ready\nGoal: Sleep better",
    "Social Work England",
    "St Andrew's Hospital",
    "Head Start in the East Lane Centre",
    "email and phone were asked for",
    "a@b",
]


@pytest.mark.parametrize(("text", "what"), PERSONAL)
def test_what_is_personal_is_seen(text: str, what: str) -> None:
    """It is called what it is, and nothing else."""
    assert looks_personal(text) == (what,)


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_notes_raise_no_alarm(text: str) -> None:
    """What coaches write all day is left alone."""
    assert looks_personal(text) == ()


def test_several_things_are_told_together() -> None:
    """A whole card of an address book is all of it."""
    card = "Mary Seacole, born 1.2.1985, 943 476 5919, 07700 900123, mary@example.org"
    assert looks_personal(card) == (E_MAIL, BIRTH, HEALTH_NUMBER, PHONE, NAME)


def test_a_long_note_takes_no_time() -> None:
    """Text that is made to be slow to read is read at once."""
    started = time.perf_counter()
    for text in (
        "0 " * 20_000,
        "a." * 20_000,
        "Aa " * 20_000,
        "born " * 5_000,
        "(0" * 20_000,
        "1" * 40_000,
        "A b" * 9_000,
    ):
        looks_personal(text)
    assert time.perf_counter() - started < 10
