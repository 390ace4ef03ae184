"""The head of a definition: quick where the file is of the common kind, and right wherever it answers."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fidelity.definition.header import Header, read_header
from fidelity.definition.parsing import parsed
from fidelity.definition.text import MOST_BYTES
from fidelity.errors import DefinitionError
from tests.definition.documents import FULL, HEAD, ROOT

HEADER = Header(1, "teach_back", "1.2.0", "Teach-back conversation")


@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        FULL,
        HEAD.replace("\n", "\r\n"),
        f"\ufeff# A comment\n\n{HEAD}\n# Another\ncomponents: [",
        "title: Teach-back conversation # with words\nid: 'teach_back'\nversion: '1.2.0'\nschema: 1",
        "schema: 1\nid: teach_back\nversion: 1.2.0\ntitle: Teach-back\n  conversation\n",
        "schema: 1\nid: teach_back\nversion: 1.2.0\ntitle: Teach-back\n\n  # no comment here\n".replace(
            "  # no comment here", "  conversation"
        ),
        "schema: 1\nabout: {problem: x}\nid: teach_back\nversion: 1.2.0\ntitle: >-\n  Teach-back\n  conversation\n",
        '{"schema": 1, "id": "teach_back", "version": "1.2.0", "title": "Teach\\u002dback conversation"}',
        "---\n" + HEAD,
        "%YAML 1.2\n---\n" + HEAD,
        "# A licence – of many words\n" * 500 + HEAD + "components: [",
        "\ufeff" + HEAD.replace("\n", "\r") + "about:\r  problem: x\r",
        "about:\n  problem: >-\n" + "    Many words.\n" * 500 + HEAD,
    ],
)
def test_a_header_is_read(text: str) -> None:
    """However the four keys are written, they are read."""
    header = read_header(text.encode(), "x.yaml")
    assert header == HEADER or header == Header(1, "teach_back", "1.2.0", "Teach-back\nconversation")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["empty-file"]),
        ("id: [", ["bad-bracket"]),
        ("schema: 1\nid: x\n", ["missing-key", "missing-key"]),
        (HEAD.replace('"1.2.0"', "1.10"), ["wrong-type"]),
        (HEAD.replace("teach_back", "Teach-back"), ["bad-id"]),
        (HEAD.replace("schema: 1", "schema: 2"), ["newer-schema"]),
        (HEAD.replace("schema: 1", "schema: 2") + "odd: [", ["newer-schema"]),
        (HEAD.replace("schema: 1", "schema: one"), ["unknown-word"]),
        (HEAD.replace("schema: 1", "schema: true"), ["unknown-word"]),
        (HEAD + "id: twice\nid: twice\n", []),
        (HEAD.replace("title", "id: twice\ntitle"), ["key-twice"]),
        ("- a\n", ["missing-key"] * 4),
    ],
)
def test_a_header_that_is_wrong_is_told(text: str, codes: list[str]) -> None:
    """A head is whole or is refused with places; what follows it may be anything."""
    if not codes:
        assert read_header(text.encode(), "x.yaml") == HEADER
        return
    with pytest.raises(DefinitionError) as raised:
        read_header(text.encode(), "x.yaml")
    assert [problem.code for problem in raised.value.problems] == codes
    assert all(problem.place for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("tail", "code"),
    [(b"# \xe9\n", "not-utf8"), (b"# \xe2\x80\x8b\n", "bad-character"), (b"#" * MOST_BYTES, "too-large")],
)
def test_what_follows_a_header_is_text_at_least(tail: bytes, code: str) -> None:
    """A file that cannot be read as text does not pass for one that is only unfinished, however far down it shows."""
    with pytest.raises(DefinitionError) as raised:
        read_header(FULL.encode() + tail, "x.yaml")
    assert [problem.code for problem in raised.value.problems] == [code]


VALUES = st.text(st.sampled_from("ab1.,:#'\"-é&*!%@`|>{}[]?~ \\\t0"), min_size=1, max_size=8)
STYLES = st.sampled_from(["{}", "'{}'", '"{}"', "{} # more", "{}\n  and more", ">-\n  {}", "!!str {}", "  {}  "])
LINES = st.sampled_from(
    ["", "\n", "# a\n", "---\n", "about: {problem: x}\n", "x: y\n", "  \n", "? a\n", "...\n", "'id': z\n"]
)


@settings(max_examples=400, deadline=None)
@given(st.permutations(["schema", "id", "version", "title"]), st.data())
def test_a_header_is_what_the_whole_file_says(keys: list[str], data: st.DataObject) -> None:
    """Where the file can be read at all, the quick look and the long one see the same."""
    text = data.draw(LINES)
    for key in keys:
        plain = {"schema": "1", "id": "teach_back"}.get(key)
        value = (
            data.draw(STYLES).format(data.draw(VALUES)) if plain is None or data.draw(st.integers(0, 9)) == 0 else plain
        )
        text += f"{key}: {value}\n{data.draw(LINES)}"
    tree = parsed(text, "x")
    whole = tree.value if isinstance(tree.value, dict) and tree.is_whole and not tree.problems else None
    try:
        header = read_header(text.encode(), "x")
    except DefinitionError:
        return
    if whole is not None:
        assert {"schema": 1, "id": header.id, "version": header.version, "title": header.title} == {
            key: whole.get(key) for key in ("schema", "id", "version", "title")
        }


def test_a_header_needs_no_other_library() -> None:
    """Neither the YAML reader nor jsonschema is loaded for a file of the common kind."""
    code = (
        "import sys\nfrom fidelity.definition.reading import read_header\n"
        f"read_header({FULL.encode()!r}, 'x')\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'ruamel', 'jsonschema', 'pandas', 'numpy'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
