"""Golden files: long output that a person has read once and found right, kept beside the test that makes it."""

from __future__ import annotations

from pathlib import Path


def agree(path: Path, text: str, accept: bool) -> None:
    """Compare text with a golden file, or accept it as the new one.

    Args:
        path: The golden file.
        text: What was made now.
        accept: Whether to write the text down instead of comparing.

    Raises:
        AssertionError: The file is absent or holds another text.
    """
    if accept:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    advice = "if the new output is right, accept it with `python3 dev.py test --update-golden`, and read the difference"
    assert path.exists(), f"there is no golden file {path.name} yet: {advice}"
    assert text == path.read_text(encoding="utf-8"), f"the output is not that of {path.name}: {advice}"
