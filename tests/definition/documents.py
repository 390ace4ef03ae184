"""Definitions to read in the tests, and a way to say in one line what was changed and where the problem stands."""

from __future__ import annotations

from pathlib import Path

from fidelity.definition.reading import check_definition
from fidelity.intervention import Intervention
from fidelity.problems import Place, Problem

ROOT = Path(__file__).parents[2]

HEAD = """\
schema: 1
id: teach_back
version: "1.2.0"
title: Teach-back conversation
"""

FULL = """\
# yaml-language-server: $schema=../schemas/intervention.schema.json
schema: 1
id: teach_back
version: "1.2.0"
title: Teach-back conversation
source: {citation: "A manual", url: "https://example.org", licence: CC-BY-4.0, wording: own, unverified: [Its age.]}
about: {problem: "Words are lost", philosophy: "Ask", for_whom: "Everybody", not_for: "Nobody"}

components:
  - id: plain_words
    title: Explains in plain words
    kind: core
    why: What is understood is remembered.
    practice: {expected: "Says it plainly", developmental: "Says it", unacceptable: "Says nothing"}
  - {id: asking, title: Asks back, kind: adaptable}

teachable:
  units:
    - {id: demonstration, teaches: [plain_words], method: behaviour rehearsal, minutes: 20, materials: ["A film"]}
learnable:
  pathway:
    - {id: first_sessions, criterion: competent, times: 3, in_a_row: true, within: 6 months, coaching: fortnightly,
       every: 1 month, during: 2 years}
doable:
  steps:
    - {component: plain_words, when: before the first check question, minutes: 3, needs: [quiet room]}
  requires: {caseload_at_most: 12, staff: "Anybody", session_minutes: 40, setting: "Anywhere"}
assessable:
  scales:
    three_steps:
      - {code: 2, label: As described, anchor: "All of it"}
      - {code: 1, label: Attempted, anchor: "Some of it"}
      - {code: 0, label: Absent, anchor: "None of it"}
    answer:
      points: [{code: yes, points: 1}, {code: No, points: 0}]
      statuses: {9: insufficient_data}
    minutes: {measure: number, at_least: 0, at_most: 240, unit: minutes}
    times: {measure: count}
    families: {measure: persons}
  checklists:
    - id: delivery
      title: Delivery
      measures: delivery
      rated_by: [coach, supervisor, self]
      unit: session
      minutes: 10
      n_items: 6
      status_codes: {NA: not_applicable}
      statuses: {not_observed: counts_as_missing}
      not_applicable: excluded
      items:
        - {id: uses_plain_words, component: plain_words, scale: three_steps, dimension: adherence,
           text: "Uses plain words", evidence: [observation], allows: [not_applicable, not_observed], critical: false}
        - {id: asks_open, component: asking, scale: three_steps, dimension: adherence, text: "Asks openly",
           anchors: {2: "Every time", 0: "Never"}, critical: true, guidance: "Listen", source: "Page 3"}
        - {id: smiles, scale: answer, text: "Smiles", use: unscored}
        - {id: length, scale: minutes, text: "Length", use: unscored}
        - {id: checks, scale: times, text: "Checks", points: [{below: 2, is: 0}, {at_least: 2, is: 1/2}]}
        - {id: knowing, scale: families, text: "Families who know", use: unscored}
      scores:
        - id: total
          title: Total
          rule: percent_of_possible
          of: [uses_plain_words, asks_open]
          missing: {at_most: 1}
          not_applicable: excluded
          bands: [{id: low, label: Low, below: 60}, {id: high, at_least: 60}]
          range: {lowest: 0, highest: 100}
          decimals: 1
          source: "Page 4"
        - {id: adherence, rule: weighted, of: {dimension: adherence}, missing: {share_at_most: 25%, rated_at_least: 1},
           weights: {asks_open: 2}, reverse: [asks_open], statuses: {not_observed: not_permitted}}
        - {id: added, rule: sum, of: all, missing: {at_most: 1, then: prorate}}
        - {id: both, rule: mean, of: [total, adherence], missing: none_unless_decided}
        - {id: lowest, rule: minimum, of: {component: asking}, missing: none}
        - {id: parts, rule: mean_of_percentages, of: all, missing: none, from: lowest}
        - {id: reached, rule: proportion_at_or_above, of: all, missing: none, threshold: 1, as: percent}
        - {id: taken, rule: opportunity, of: all, missing: none}
        - {id: counted, rule: count, of: all, missing: none, threshold: 1/2}
        - {id: whole, rule: all_or_nothing, of: all, missing: none}
        - {id: quotient, rule: ratio, of: [checks], to: [length], missing: none, zero_over_zero: none,
           over_zero: highest, times: 100, highest: 10, to_at_least: 4}
        - {id: hourly, rule: rate, of: [checks], per: length, every: 60, per_at_least: 5, missing: none}
        - {id: fallen_back, rule: first_applicable, of: [length, checks], missing: none}
        - {id: graded, rule: look_up, of: [total], missing: none, ranges: [{below: 50, is: 1}, {at_least: 50, is: 2}]}
        - id: climbed
          rule: ladder
          of: [uses_plain_words, asks_open]
          missing: none
          start: 1
          steps:
            - {to: 2, needs: [{of: [asks_open], threshold: 1}]}
            - {to: 3, needs: [{of: [uses_plain_words, asks_open], share: 50%}, {of: [asks_open], none: true}]}
        - {id: share, rule: share_of_persons, of: [knowing], missing: none, threshold: 2/3, as: proportion}
        - {id: coded, rule: python, of: all, missing: none, name: teach_back.best_two, lowest: 0, highest: 4}
      criteria:
        - {id: competent, all: [{score: total, at_least: 80}, {item: asks_open, at_least: 1}], source: "Page 5",
           from: 2024-01-01}
        - {id: competent, title: Competent, any: [{score: total, band: [high]}, {all: [{item: all, above: 0}]}],
           until: 2024-01-01}
      figures:
        - {id: reaching, title: Sessions that reach it, unit: site, rule: share_meeting, of: competent,
           goal: {at_least: 80}, n_at_least: 10, source: "Page 6"}
        - {id: average, unit: team, rule: mean_of_score, of: total, goal: {at_most: 2/3}}
        - {id: by_item, unit: practitioner, rule: mean_of_item_percentages, of: {dimension: adherence}}
        - {id: by_two, unit: intervention, rule: mean_of_item_percentages, of: [smiles, checks]}
        - {id: by_all, unit: client, rule: mean_of_item_percentages, of: all, goal: {at_least: 12.5}}
      sampling: {per_practitioner: {every: 1 month, n: 1}, double_rated: 20%}
      reliability: {statistic: ac2, at_least: 0.60}
      certification: {agreement: within_one, at_least: 80%, observations: 3, in_a_row: true, together: false,
                      each_item_at_least: 2/3, within: 6 months, valid_for: 1 year, source: "Page 7"}
  companions:
    - {intervention: visiting, version: "2.0", checklist: organisation, profile: rural, why: "Who sends whom"}
    - {intervention: visiting, checklist: delivery, why: "The visit itself"}
profiles:
  - id: oregon
    title: Oregon
    source: "A decision"
    leaves_out: [smiles]
    replaces:
      - {item: checks, with: {id: rechecks, scale: three_steps, text: "Checks again"}}
      - score: total
        with: {id: total, rule: mean, of: [uses_plain_words, asks_open], missing: none,
               bands: [{id: low, below: 1}, {id: high, at_least: 1}]}
    adds:
      - {criterion: {id: certified, all: [{score: total, at_least: 1.5}]}}
expected_failures:
  golden-published: "No rated example has been published."
"""
"""A definition that has every key once."""

MARK = "‸"
"""Stands before the place at which a problem is to be reported."""


def changed(old: str, new: str, text: str = FULL) -> tuple[bytes, tuple[int, int]]:
    """A definition with one passage replaced, and the line and column of the mark in the new one.

    Args:
        old: The passage, which stands in the text once.
        new: What comes instead, with a mark.
        text: The definition.
    """
    assert text.count(old) == 1, f"{old!r} stands in the text {text.count(old)} times"
    marked = text.replace(old, new)
    before = marked[: marked.index(MARK)]
    place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    return marked.replace(MARK, "").encode(), place


def problems(text: str | bytes) -> tuple[Problem, ...]:
    """What is wrong with a definition."""
    return check_definition(text.encode() if isinstance(text, str) else text, "practice.yaml")[1]


def read(text: str) -> Intervention:
    """The intervention of a definition in which nothing is wrong."""
    intervention, found = check_definition(text.encode(), "practice.yaml")
    assert intervention is not None, found
    return intervention


def place_of(problem: Problem) -> Place:
    """The place of a problem, which every problem of a file has."""
    assert problem.place is not None
    return problem.place
