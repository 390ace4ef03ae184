"""A small intervention whose form has everything: points, statuses, a number, results of persons, and a profile."""

from __future__ import annotations

from fidelity.definition.reading import read_definition
from fidelity.forms.blank import Blank, blank_of
from fidelity.intervention import Intervention
from fidelity.plan.lowering import lower

DEFINITION = """\
schema: 1
id: visit
version: "1.2"
title: Home visit
source: {citation: "Trial, 2024", licence: CC-BY-4.0}
components:
  - {id: welcome, title: A good beginning}
  - {id: work, title: Work on a plan}
assessable:
  scales:
    steps:
      - {code: 2, label: Yes, anchor: With everybody.}
      - {code: 1, label: Partly, anchor: With some.}
      - {code: 0, label: No}
    minutes: {measure: number, at_least: 0, unit: minutes}
    share: {measure: percent, unit: families}
    people: {measure: persons}
  checklists:
    - id: delivery
      title: Delivery of visits
      unit: session
      rated_by: [coach, supervisor]
      minutes: 15
      status_codes: {NA: not_applicable}
      items:
        - {id: greets, text: Greets, scale: steps, component: welcome, critical: true}
        - id: plans
          text: Makes a plan
          scale: steps
          component: work
          guidance: Read it together.
          evidence: [observation, record]
          anchors: {2: All steps.}
          allows: [not_applicable, not_observed]
        - {id: talks, text: Talks, scale: minutes, component: work}
        - {id: takes_part, text: Takes part, scale: share}
        - {id: knows, text: Knows the plan, scale: people}
      scores:
        - {id: total, title: All in all, rule: percent_of_possible, of: [greets, plans], missing: none,
           not_applicable: excluded, bands: [{id: low, below: 50}, {id: high, label: High, at_least: 50}]}
      criteria:
        - {id: good, title: Good enough, all: [{score: total, at_least: 60}], source: Trial, from: 2020-01-01}
    - id: team_day
      unit: team
      items: [{id: meets, text: Meets, scale: steps}]
profiles:
  - {id: short, title: Short, checklist: delivery, leaves_out: [talks]}
"""


def intervention() -> Intervention:
    """The intervention."""
    return read_definition(DEFINITION.encode(), "visit.yaml")


def blank(checklist: str = "delivery", profile: str = "", **given: str) -> Blank:
    """A blank form of one of its checklists, with facts that are known already."""
    whole = intervention()
    return blank_of(whole, lower(whole.checklist(checklist, profile)), given=given)
