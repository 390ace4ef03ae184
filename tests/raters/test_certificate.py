"""Certificates as plain data, and back."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.errors import StoreError
from fidelity.model.certification import AgreementKind, Certification
from fidelity.model.period import Period
from fidelity.raters.certificate import (
    Basis,
    Certificate,
    ItemFigure,
    certificate_content,
    certificate_of,
    certificates,
)
from fidelity.records.store import Store
from tests.raters.rated import EDITION

RULE = Certification(
    AgreementKind.WITHIN_ONE,
    Fraction(2, 3),
    observations=2,
    in_a_row=True,
    each_item_at_least=Fraction(1, 7),
    within=Period.of("6 months"),
    valid_for=Period.of("1 year"),
    source="Page 7",
)
CERTIFICATE = Certificate(
    id="c1",
    rater="R1",
    edition=EDITION,
    on=date(2026, 3, 8),
    until=date(2027, 3, 8),
    passed=True,
    rule=RULE,
    is_own_rule=True,
    is_chosen=False,
    basis=(
        Basis("a", "a1", "m", "m1", date(2026, 3, 1), 5, 4),
        Basis("b", "b1", "n", "", date(2026, 3, 8), 4, 4),
    ),
    items=(ItemFigure("greets", 2, 1, 2, 0, 1, 0),),
)
BARE = attrs.evolve(
    CERTIFICATE,
    until=None,
    passed=False,
    rule=Certification(AgreementKind.EXACT, Fraction(1)),
    is_own_rule=False,
    is_chosen=True,
    items=(),
)


@pytest.mark.parametrize("certificate", [CERTIFICATE, BARE])
def test_a_certificate_reads_back(certificate: Certificate) -> None:
    """With everything, and with as little as there can be."""
    assert certificate_of(certificate_content(certificate)) == certificate


def test_figures_are_kept_exactly() -> None:
    """As text, so that no program rounds them; and no visit is named, which would name a practitioner."""
    content = certificate_content(CERTIFICATE)
    assert (content["n"], content["n_agreeing"], content["share"]) == (9, 8, "8/9")
    assert content["rule"]["at_least"] == "2/3"
    assert "visit" not in str(content["observations"])


def test_the_store_keeps_certificates(tmp_path: Path) -> None:
    """They come back by day; one that was erased does not."""
    later = attrs.evolve(CERTIFICATE, id="c2", on=date(2026, 9, 1))
    with Store.create(tmp_path / "x.sqlite") as store:
        for each in (later, CERTIFICATE, BARE):
            own = attrs.evolve(each, id=f"{each.id}-{each.passed}")
            store.append(own.id, "certificate", certificate_content(own), by="R9")
        assert [each.id for each in certificates(store)] == ["c1-False", "c1-True", "c2-True"]
        store.erase("c1-True", by="R9", why="wrong rater")
        assert [each.id for each in certificates(store)] == ["c1-False", "c2-True"]


@pytest.mark.parametrize(
    "changes", [{"schema": 2}, {"format": "other"}, {"on": "soon"}, {"rule": {}}, {"items": [{"item": "greets"}]}]
)
def test_a_certificate_that_cannot_be_read_is_told(changes: dict[str, object], tmp_path: Path) -> None:
    """A newer version may have written it."""
    with Store.create(tmp_path / "x.sqlite") as store:
        store.append("c1", "certificate", {**certificate_content(CERTIFICATE), **changes}, by="R9")
        with pytest.raises(StoreError, match="`c1` cannot be read"):
            certificates(store)


@given(st.integers(-800, 800))
def test_a_certificate_holds_from_its_first_to_its_last_day(n: int) -> None:
    """Both are days on which it holds; one that was not passed never holds, and one without an end for ever."""
    day = CERTIFICATE.on + timedelta(days=n)
    assert CERTIFICATE.holds_on(day) is (0 <= n <= 365)
    assert attrs.evolve(CERTIFICATE, until=None).holds_on(day) is (n >= 0)
    assert not BARE.holds_on(day)
