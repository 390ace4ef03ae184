"""An intervention with something of everything that a page can tell, and the page of it."""

from __future__ import annotations

from fidelity.definition.reading import read_definition
from fidelity.intervention import Intervention
from fidelity.plan.lowering import lower
from fidelity.plan.plan import Plan
from fidelity.report.page.page import page_of
from fidelity.report.page.record import Page

WHOLE = """\
schema: 1
id: visit
version: "1.2"
title: Home visit <b>& more</b>
source:
  citation: A handbook
  url: https://example.org/visit
  licence: CC0-1.0
  unverified: [What happens on Sundays | and at night.]
about: {problem: Nobody comes, philosophy: Somebody should, for_whom: Families, not_for: Nobody}
components:
  - id: welcome
    title: Welcoming
    why: It opens doors.
    practice: {expected: A smile, developmental: A nod, unacceptable: A frown}
  - {id: care, title: Caring, kind: adaptable}
  - {id: hurry, title: Hurrying, kind: prohibited}
teachable:
  units: [{id: first_day, teaches: [welcome, care], method: rehearsal, minutes: 60, materials: [film, cards]}]
learnable:
  pathway:
    - {id: alone, criterion: competent, times: 3, in_a_row: true, within: 6 months, coaching: monthly,
       components: [welcome], every: 1 month, during: 2 years}
doable:
  steps: [{component: welcome, when: at the door, minutes: 5, needs: [shoes]}]
  requires: {caseload_at_most: 12, staff: A nurse, session_minutes: 50, setting: At home}
assessable:
  scales:
    steps:
      - {code: 2, label: Done, anchor: It is done}
      - {code: 1, label: Tried, anchor: It is tried}
      - {code: 0, label: Absent, anchor: It is not there}
    marks: {points: [{code: yes, points: 4}, {code: no, points: 1}], statuses: {9: insufficient_data}}
    minutes: {measure: number, at_least: 0, at_most: 90, unit: minutes}
  checklists:
    - id: delivery
      title: Delivery of visits
      measures: delivery
      rated_by: [coach, self]
      unit: session
      minutes: 15
      not_applicable: excluded
      status_codes: {NA: not_applicable}
      sampling: {per_practitioner: {every: 1 month, n: 2}, double_rated: 20%}
      reliability: {statistic: ac2, at_least: 0.6}
      certification: {agreement: within_one, at_least: 80%, observations: 3, in_a_row: true, valid_for: 1 year,
                      source: "The handbook, p. 9"}
      items:
        - {id: greets, component: welcome, scale: steps, text: Greets everyone, dimension: adherence,
           guidance: Look at the door., evidence: [observation, record]}
        - {id: asks, component: care, scale: steps, text: Asks openly, allows: [not_applicable], critical: true}
        - {id: listens, component: care, scale: steps, text: Listens,
           anchors: {2: Waits and sums up, 1: Waits, 0: Talks}}
        - {id: signs, component: care, scale: marks, text: Has it signed, source: Ward rules}
        - {id: length, scale: minutes, text: How long it takes,
           points: [{below: 20, is: 1}, {at_least: 20, is: 2}]}
        - {id: notes, scale: minutes, text: Minutes of notes, use: unscored}
      scores:
        - id: total
          title: The whole
          rule: percent_of_possible
          of: all
          missing: {at_most: 1}
          source: The handbook, p. 3
          bands:
            - {id: low, label: Low, below: 60}
            - {id: high, label: High, at_least: 60}
        - {id: caring, rule: mean, of: {component: care}, missing: none}
      criteria:
        - {id: competent, title: Competent, all: [{score: total, at_least: 60}], from: 2024-01-01, source: Trial}
      figures:
        - {id: share, title: Competent visits, unit: site, rule: share_meeting, of: competent, goal: {at_least: 80}}
  companions:
    - {intervention: other, version: "2", checklist: day, profile: night, why: It is rated on the same day.}
profiles:
  - id: short
    title: Without asking
    source: A county
    leaves_out: [asks]
    replaces:
      - score: caring
        with: {id: caring, rule: sum, of: {component: care}, missing: none, not_applicable: excluded}
    adds: [{criterion: {id: good, all: [{score: total, at_least: 90}]}}]
"""


def whole() -> Intervention:
    """The intervention."""
    return read_definition(WHOLE.encode(), "visit.yaml")


def plans_of(intervention: Intervention) -> dict[tuple[str, str], Plan]:
    """The plans of all its checklists, as published and as each profile has them."""
    plans = {(each.id, ""): lower(each) for each in intervention.assessable.checklists}
    for profile in intervention.assessable.profiles:
        changed = intervention.checklist(profile.checklist, profile.id)
        plans[profile.checklist, profile.id] = lower(changed)
    return plans


def page(profile: str = "") -> Page:
    """The page."""
    intervention = whole()
    return page_of(intervention, plans_of(intervention), {}, profile)
