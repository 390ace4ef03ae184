"""A small definition that passes every check, its golden cases, and a table of ratings: all worked out by hand."""

from __future__ import annotations

DEFINITION = """\
schema: 1
id: visit
version: "1.2"
title: Home visit
source: {citation: Written for the tests in 2026, licence: CC0-1.0}
about: {for_whom: Families, not_for: Nobody}
components:
  - {id: welcome, title: Welcoming}
  - {id: care, title: Caring}
assessable:
  scales:
    steps:
      - {code: 2, label: As described, anchor: It is done}
      - {code: 1, label: Attempted, anchor: It is tried}
      - {code: 0, label: Absent, anchor: It is not there}
  checklists:
    - id: delivery
      title: Delivery of visits
      rated_by: [coach]
      items:
        - {id: greets, component: welcome, scale: steps, text: Greets everyone}
        - {id: asks, component: care, scale: steps, text: Asks openly}
        - {id: listens, component: care, scale: steps, text: Listens}
        - {id: plans, component: care, scale: steps, text: Plans, allows: [not_applicable], critical: true}
      scores:
        - id: total
          rule: percent_of_possible
          of: all
          missing: {at_most: 1}
          not_applicable: excluded
          bands:
            - {id: low, label: Low, below: 60}
            - {id: high, label: High, at_least: 60}
          source: Trial
        - {id: caring, rule: mean, of: [asks, listens], missing: none, decimals: 1}
      criteria:
        - {id: competent, all: [{score: total, at_least: 60}], until: 2024-01-01, source: Pilot}
        - {id: competent, all: [{score: total, at_least: 70}], from: 2024-01-01, source: Trial}
        - {id: cares, all: [{item: [asks, listens], at_least: 1}], source: Trial}
profiles:
  - {id: short, title: Without plans, leaves_out: [plans]}
"""

CASES = """\
schema: 1
intervention: visit
version: "1.2"
cases:
  - id: best
    why: all points there are
    ratings: {greets: 2, asks: 2, listens: 2, plans: 2}
    expect:
      scores: {total: {value: 100, band: high}, caring: {value: 2}}
      criteria: {competent: met, cares: met}
  - id: worst
    why: no points at all
    ratings: {greets: 0, asks: 0, listens: 0, plans: 0}
    expect:
      scores: {total: {value: 0, band: low}, caring: {value: 0}}
      criteria: {competent: not_met, cares: not_met}
  - id: half
    why: 4 of 8 points are below either cut-off
    source: Trial, table 2
    ratings: {greets: 2, asks: 1, listens: 1, plans: 0}
    expect:
      scores: {total: {value: 50, band: low}}
      criteria: {competent: not_met, cares: met}
  - id: five_of_eight
    why: between the cut-off of the pilot and that of the trial
    ratings: {greets: 2, asks: 2, listens: 1, plans: 0}
    expect:
      scores: {total: {value: 62.5, band: high}}
      criteria: {competent: not_met}
  - id: before
    why: in its day it was enough
    ratings: {greets: 2, asks: 2, listens: 1, plans: 0}
    given: {date: 2023-12-31}
    expect: {criteria: {competent: met}}
  - id: never
    why: half of the points were too few then, too
    ratings: {greets: 2, asks: 1, listens: 1, plans: 0}
    given: {date: 2023-12-31}
    expect: {criteria: {competent: not_met}}
  - id: six_of_eight
    why: just above the cut-off of the trial
    ratings: {greets: 2, asks: 2, listens: 1, plans: 1}
    expect: {scores: {total: {value: 75}}, criteria: {competent: met}}
  - id: one_missing
    why: one may be missing from the total, which is then 6 of 6 and could be 6 to 8 of 8, and none from the mean
    ratings: {greets: 2, asks: 2, plans: 2}
    expect: {scores: {total: {value: 100, lowest: 75, n_missing: 1}, caring: {reason: too_many_missing}}}
  - id: two_missing
    why: 2 of 4 points, and 2 to 6 of 8 if all were rated
    ratings: {greets: 2, plans: 0}
    expect: {scores: {total: {reason: too_many_missing, lowest: 25, highest: 75}}, criteria: {competent: cannot_tell}}
  - id: without_plans
    why: what does not apply is left out, 4 of 6
    ratings: {greets: 2, asks: 1, listens: 1, plans: not_applicable}
    expect: {scores: {total: {value: 200/3, n_applicable: 3}}, criteria: {competent: not_met}}
  - id: nothing_rated
    why: nothing comes of nothing
    ratings: {}
    expect: {scores: {total: {reason: nothing_rated}, caring: {reason: nothing_rated}}}
"""
"""The golden cases of the definition, with every edge: in the check of it, all is done."""

RATINGS = """\
observation,date,practitioner,greets,asks,listens,plans
a,2023-12-31,p1,2,2,1,0
b,2024-01-01,p1,2,2,1,0
c,2024-02-01,p2,2,1,1,not_applicable
d,2024-02-02,p2,2,2,,NOT
e,2024-02-03,p3,2,,,0
f,2024-02-04,p3,,,,
""".replace("NOT", "not_applicable")
"""Derived by hand: a total is 100 × points / (2 × the items that count).

a and b: 5 of 8 is 62.5. c: without plans 4 of 6 is 66 2/3. d: one missing is left out, so 4 of 4 is 100; it could be 4
of 6 to 6 of 6. e: two are missing, so there is none; it could be 2 of 8 to 6 of 8. f: nothing was rated.
"""

TWO_CHECKLISTS = """\
schema: 1
id: pair
version: "1"
title: Two checklists
assessable:
  scales: {yes_no: [{code: yes, points: 1}, {code: no, points: 0}]}
  checklists:
    - {id: morning, items: [{id: wakes, text: Wakes, scale: yes_no}]}
    - id: evening
      items: [{id: sleeps, text: Sleeps, scale: yes_no}]
      scores: [{id: slept, rule: count, of: all, missing: none}]
"""

FIGURED = DEFINITION.replace(
    "      rated_by: [coach]\n", "      rated_by: [coach]\n      not_applicable: excluded\n"
).replace(
    "profiles:\n",
    """\
      figures:
        - {id: competent_share, title: Visits at fidelity, unit: site, rule: share_meeting, of: competent,
           goal: {at_least: 80}, source: Trial}
        - {id: mean_total, title: Mean of the total, unit: practitioner, rule: mean_of_score, of: total, n_at_least: 5}
        - {id: by_item, title: Mean over items, unit: site, rule: mean_of_item_percentages, of: all,
           goal: {at_least: 60}}
profiles:
""",
)
"""The same with figures of each kind."""

OWN_PARTS = """\
from types import SimpleNamespace

from fidelity.plugins import hookimpl


class Own:
    id, version, title = "own", "1", "Own"
    teachable = learnable = doable = None
    assessable = SimpleNamespace(checklists=())


@hookimpl
def fidelity_interventions():
    return [Own()]
"""
"""A plugin whose intervention answers like one, and is built of none of its records."""
