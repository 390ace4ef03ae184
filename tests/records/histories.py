"""Whatever people do on several devices: what was acknowledged is written down, to be looked for in the end."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import attrs
from hypothesis import strategies as st

from fidelity.errors import FidelityError
from fidelity.records.entry import Entry
from fidelity.records.store import Store
from tests.records.stores import clock, content, copied

N_STORES, N_RECORDS, N_ANSWERS = 3, 3, 2
DEEDS = ("add", "add", "correct", "correct", "sign off", "unlock", "settle", "erase", "merge", "merge", "copy", "draft")


@attrs.frozen
class Deed:
    """Something that somebody does.

    Attributes:
        what: One of `DEEDS`.
        store: On which device.
        record: To which record.
        answer: What they rate; for a merge or a copy, of which device.
    """

    what: str
    store: int
    record: int
    answer: int


def deeds() -> st.SearchStrategy[list[Deed]]:
    """What people do, one thing after the other."""
    one = st.builds(
        Deed, st.sampled_from(DEEDS), st.integers(0, N_STORES - 1), st.integers(0, N_RECORDS - 1),
        st.integers(0, N_ANSWERS),
    )  # fmt: skip
    return st.lists(one, max_size=30)


class Devices:
    """Several stores, and all that they acknowledged.

    Attributes:
        paths: Their files.
        acknowledged: Every entry that a store said it had written.
        erased: The records that were erased somewhere.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.acknowledged: list[Entry] = []
        self.erased: set[str] = set()
        self._clock = clock()
        self._n_files = 0
        self.paths = [self._name() for _ in range(N_STORES)]
        for path in self.paths:
            Store.create(path).close()

    def do(self, deed: Deed) -> None:
        """Do something; what is refused is not done."""
        path = self.paths[deed.store]
        if deed.what == "copy":
            # The device is lost, and goes on with a copy of another, which goes on too.
            self.merge(self.paths[deed.answer], path)
            self.paths[deed.store] = copied(self.paths[deed.answer], self._name())
        elif deed.what == "merge":
            self.merge(path, self.paths[deed.answer])
        else:
            with Store.open(path, clock=self._clock) as store:
                self._write(store, deed)

    def merge(self, path: Path, *others: Path) -> None:
        """Take in the stores of others; all of them are sound."""
        with Store.open(path, clock=self._clock) as store:
            problems = [problem for file in store.merge(others).files for problem in file.problems]
        assert not problems

    def all_to_all(self) -> None:
        """Bring everything everywhere, for each device in another order."""
        orders = list(permutations(self.paths))
        for number, path in enumerate(self.paths):
            self.merge(path, *orders[number])

    def _write(self, store: Store, deed: Deed) -> None:
        try:
            entry = self._entry(store, deed)
        except FidelityError:
            return
        if entry:
            self.acknowledged.append(entry)
            self.erased |= {entry.record} if entry.kind == "erased" else set()

    def _entry(self, store: Store, deed: Deed) -> Entry | None:
        name, by = f"record-{deed.record}", f"R{deed.store}"
        if deed.what == "add":
            return store.append(name, "observation", content(name, a=str(deed.answer)), by=by)
        if deed.what == "draft":
            store.save_draft(name, {"a": str(deed.answer)})
            return None
        tips = store.record(name).tips
        if deed.what == "correct":
            changed = content(name, a=str(deed.answer), b="1")
            return store.append(name, "observation", changed, by=by, why="slip", after=tips[0])
        if deed.what == "settle":
            return store.settle(name, tips[deed.answer % len(tips)], by=by, why="agreed")
        if deed.what == "sign off":
            return store.sign_off(name, by=by)
        act = store.unlock if deed.what == "unlock" else store.erase
        return act(name, by=by, why="why")

    def _name(self) -> Path:
        self._n_files += 1
        return self.folder / f"{self._n_files}.sqlite"
