"""A small definition and a table of ratings whose scores can be worked out by hand."""

from __future__ import annotations

DEFINITION = """\
schema: 1
id: visit
version: "1.2"
title: Home visit
source: {citation: Written for the tests, licence: CC0-1.0}
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
        - {id: caring, rule: mean, of: [asks, listens], missing: none, decimals: 1}
      criteria:
        - {id: competent, all: [{score: total, at_least: 60}], until: 2024-01-01, source: Pilot}
        - {id: competent, all: [{score: total, at_least: 70}], from: 2024-01-01, source: Trial}
        - {id: cares, all: [{item: [asks, listens], at_least: 1}], source: Trial}
profiles:
  - {id: short, title: Without plans, leaves_out: [plans]}
"""

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
