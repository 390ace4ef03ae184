"""Made-up plugins, as an installer would leave them: a package with a definition of the usual size, and metadata."""

from __future__ import annotations

from pathlib import Path

N_ITEMS = 40
MODULE = '''"""A made-up plugin."""

from fidelity.plugins import hookimpl, packaged


@hookimpl
def fidelity_interventions():
    """Where the definition lies."""
    return packaged(__name__)
'''
HEAD = """\
# yaml-language-server: $schema=../../../../schemas/intervention.schema.json
schema: 1
id: made_up_{n}
version: "1.0"
title: Made up {n}

source: {{citation: Made up – for a benchmark, licence: CC0-1.0}}
about: {{for_whom: Nobody, not_for: Everybody}}
components:
  - {{id: whole, title: The whole of it, why: Something has to be there.}}
assessable:
  scales:
    five:
      - {{code: 5, label: Fully, anchor: It is seen from beginning to end}}
      - {{code: 4, label: Mostly, anchor: It is seen most of the time}}
      - {{code: 3, label: Partly, anchor: It is seen about half of the time}}
      - {{code: 2, label: Seldom, anchor: It is seen now and then}}
      - {{code: 1, label: Never, anchor: It is not seen}}
  checklists:
    - id: fidelity
      rated_by: [coach]
      items:
"""
ITEM = """\
        - id: item_{n}
          component: whole
          scale: five
          text: What item {n} is about – in as many words as such a line commonly has
          guidance: >-
            “Rate what was seen and not what was meant”: whoever reads this rates the whole of the visit, from the first
            word to the last one, and writes down what was heard. Where nothing of the kind could be seen, the item is
            left open; a colleague who was not there would have to come to the same number from these notes.
          evidence: [observation, record]
"""
TAIL = """\
      scores:
        - {id: total, rule: mean, of: all, missing: none}
"""
METADATA = """\
Metadata-Version: 2.4
Name: made-up-{n}
Version: 1.0
Summary: A made-up plugin
Requires-Dist: fidelity

"""


def definition(number: int) -> str:
    """The text of a definition of about 25 KiB.

    Args:
        number: Which plugin it is for.
    """
    return HEAD.format(n=number) + "".join(ITEM.format(n=each) for each in range(N_ITEMS)) + TAIL


def install(site: Path, number: int) -> None:
    """Install a plugin without an installer.

    Args:
        site: The folder on the path.
        number: Which plugin; it has the only intervention of its name.
    """
    name = f"made_up_{number}"
    package, info = site / name, site / f"{name}-1.0.dist-info"
    texts = {
        package / "__init__.py": MODULE,
        package / "intervention.yaml": definition(number),
        package / "cases" / "edges.yaml": "schema: 1\ncases: []\n",
        info / "METADATA": METADATA.format(n=number) + "What it is, where it comes from, what is ours.\n" * 80,
        info / "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        info / "entry_points.txt": f"[fidelity]\n{name} = {name}\n",
        info / "INSTALLER": "pip\n",
    }
    for path, text in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    record = (f"{path.relative_to(site).as_posix()},,\n" for path in texts)
    (info / "RECORD").write_text("".join(record), encoding="utf-8")
