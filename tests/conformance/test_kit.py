"""The one list of checks."""

from __future__ import annotations

import re

from fidelity.conformance.check import Layer
from fidelity.conformance.kit import CHECKS, EVERY, FIRM, FIRST, LAST, NAMES, READABLE
from tests.house.sentence import is_one


def test_every_check_has_a_name_of_its_own() -> None:
    """Names are those of tests and of exemptions, so each is there once and is written as a key can be."""
    names = [check.name for check in EVERY]
    assert len({*names}) == len(names)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in names)
    assert names == [FIRST.name, *(check.name for check in CHECKS), LAST.name]
    assert (names[:-1], READABLE) == ([*NAMES], FIRST.name)


def test_layers_come_one_after_the_other() -> None:
    """What costs least is run first."""
    layers = [check.layer for check in CHECKS]
    assert layers == sorted(layers, key=[*Layer].index)


def test_every_check_says_what_it_is_for_and_what_to_do() -> None:
    """What it makes sure of follows on “makes sure that”, and what to do is a sentence."""
    for check in EVERY:
        assert check.title[0].islower(), check.name
        assert not check.title.endswith("."), check.name
        assert is_one(check.mend), check.name
        assert check.mend[0].isupper(), check.name


def test_names_of_checks_that_nothing_is_exempt_from_are_names() -> None:
    """What is firm is on the list, and what an author may judge is not firm."""
    assert {*(check.name for check in EVERY)} >= FIRM
    assert {"golden-published", "covered", "monotone", "not-applicable", "companions"}.isdisjoint(FIRM)
