"""One mistake of every kind: what is changed in a sound definition, and what must be said of it where."""

from __future__ import annotations

import attrs

from tests.definition.documents import FULL, HEAD

SMALL = f"""\
{HEAD}components:
  - {{id: asking, title: Asks back}}
assessable:
  scales:
    three_steps: [{{code: 2}}, {{code: 1}}, {{code: 0}}]
    times: {{measure: count, at_most: 9}}
  checklists:
    - id: delivery
      items:
        - {{id: asks, component: asking, scale: three_steps, text: Asks, dimension: adherence}}
        - {{id: checks, scale: times, text: Checks, points: [{{below: 2, is: 0}}, {{at_least: 2, is: 1}}]}}
      scores:
        - {{id: total, rule: mean, of: all, missing: none,
           bands: [{{id: low, below: 1}}, {{id: high, at_least: 1}}]}}
        - {{id: heavy, rule: weighted, of: [asks, checks], missing: none, weights: {{asks: 2}}}}
        - {{id: graded, rule: look_up, of: [total], missing: none,
           ranges: [{{below: 1, is: 1}}, {{at_least: 1, is: 2}}]}}
      criteria:
        - {{id: competent, all: [{{score: total, at_least: 1}}], until: 2024-06-01}}
        - {{id: competent, all: [{{score: total, at_least: 1}}], from: 2024-06-01}}
"""
"""A definition with little in it."""


@attrs.frozen
class Mistake:
    """One mistake.

    Attributes:
        code: The code of the problem.
        old: What stands in the sound definition.
        new: What stands there instead; the mark is where the problem must be reported.
        help: What the help must say.
        text: The sound definition.
    """

    code: str
    old: str
    new: str
    help: str
    text: str = FULL


_SCORE = "        - {id: whole, rule: all_or_nothing, of: all, missing: none}"
_COMPONENT = "  - {id: asking, title: Asks back, kind: adaptable}"
_TITLE = "title: Teach-back conversation\n"
_ITEM = '        - {id: smiles, scale: answer, text: "Smiles", use: unscored}'
_RATIO = "- {id: quotient, rule: ratio, of: [checks], to: [length], missing: none, zero_over_zero: none,"
_LOOK_UP = "ranges: [{below: 50, is: 1}, {at_least: 50, is: 2}]"
_BY_TWO = "- {id: by_two, unit: intervention, rule: mean_of_item_percentages, of: [smiles, checks]}"
_ONE = FULL.replace("each_item_at_least: 2/3, within: 6 months, ", "")
_PACES = FULL.replace(
    _ITEM,
    f"""{_ITEM}
        - {{id: paces, scale: times, text: "Paces", use: unscored}}
        - {{id: minds, scale: below, text: "Minds", use: unscored}}
        - {{id: blanks, scale: nought, text: "Blanks", use: unscored}}""",
).replace(
    "    times: {measure: count}\n",
    "    times: {measure: count}\n    below: [{code: 1}, {code: -1}]\n    nought: [{code: a, points: 0}, {code: 0}]\n",
)
_PERSONS = "- {id: share, rule: share_of_persons, of: [knowing], missing: none, threshold: 2/3, as: proportion}"

TEXT = (
    Mistake("bad-character", _TITLE, "title: Teach‸\u200bback\n", "delete it"),
    Mistake("bad-character", _TITLE, "title: Teach‸\x07back\n", "delete it"),
    Mistake("bad-character", _TITLE, "title: Teach‸\u2028back\n", "delete it"),
    Mistake("bad-character", "\n  - {id: asking", "\n ‸\u00a0- {id: asking", "ordinary spaces"),
    Mistake("not-utf8", _TITLE, "title: caf‸\udce9\n", "UTF-8"),
)
"""What is wrong with a file before it is read as YAML; half a character stands for a byte that is not UTF-8."""

SYNTAX = (
    Mistake("alias", "why: What is", "why: ‸&what What is", "remove it"),
    Mistake("alias", _TITLE, "title: ‸*back\n", "quotes"),
    Mistake("tag", _TITLE, "title: ‸!!str Teach-back\n", "quotes"),
    Mistake("merge-key", _COMPONENT, "  - {‸<<: [], id: asking, title: Asks back}", "write out"),
    Mistake("key-twice", _TITLE, "title: One\n‸title: Two\n", "keep one"),
    Mistake("bad-key", _TITLE, "title: One\n? ‸[a, b]\n: c\n", "word or a number"),
    Mistake("bad-key", _COMPONENT, "  - {:‸ asking, title: Asks back}", "key: value"),
    Mistake("bad-number", "minutes: 20,", "minutes: ‸.inf,", "plain number"),
    Mistake("bad-number", "minutes: 20,", "minutes: ‸007,", "quotes"),
    Mistake("bad-number", "minutes: 20,", f"minutes: ‸{'9' * 50},", "plain number"),
    Mistake("bad-number", "minutes: 20,", "minutes: ‸1e999,", "plain number"),
    Mistake("bad-character", _TITLE, 'title: ‸"a\\u0007b"\n', "delete it"),
    Mistake("several-documents", "\ncomponents:", "\n‸---\ncomponents:", "file of its own"),
    Mistake("too-deep", _TITLE, f"title: {'[' * 11}‸[x]{']' * 11}\n", "indentation"),
    Mistake("tab", "\n  - id: plain_words", "\n‸\t- id: plain_words", "two spaces"),
    Mistake("missing-colon", _TITLE, "‸title Teach-back\n", "key: value"),
    Mistake("missing-colon", _TITLE, "title‸:Teach-back\n", "key: value"),
    Mistake("needs-quotes", _TITLE, "title: Teach-back‸: a conversation\n", "quotes"),
    Mistake("needs-quotes", _TITLE, "title: ‸@home\n", "quotes"),
    Mistake("needs-quotes", _TITLE, "title: ‸%home\n", "quotes"),
    Mistake("needs-quotes", _TITLE, "title: ‸}home\n", "quotes"),
    Mistake("needs-quotes", _TITLE, 'title: "Teach" ‸back\n', "quotes"),
    Mistake("needs-quotes", _TITLE, "title: [Teach] ‸back\n", "quotes"),
    Mistake("needs-quotes", _TITLE, "title: ‸&\n", "quotes"),
    Mistake("bad-indentation", _TITLE, "title: Teach-back\n ‸subtitle: more\n", "same column"),
    Mistake("bad-indentation", "\n    title: Explains in plain words", "\n   ‸title: Explains", "same column"),
    Mistake("bad-indentation", _TITLE, "title: Teach-back\n‸- more\n", "same column"),
    Mistake("open-quote", _TITLE, 'title: ‸"Teach-back\n', "close", FULL.replace('"', "")),
    Mistake("bad-bracket", "needs: [quiet room]", "needs: ‸[quiet room", "close it with `]`"),
    Mistake(
        "bad-bracket",
        "needs: [quiet room]",
        "needs: {quiet room",
        "close it with `}`",
        FULL.replace("- {component: plain_words, when", "- ‸{component: plain_words, when"),
    ),
    Mistake("bad-bracket", _COMPONENT, f"{_COMPONENT}‸}}", "remove it"),
    Mistake("bad-bracket", "needs: [quiet room]", "needs: [quiet room,‸, pen]", "remove it"),
    Mistake("bad-block-text", _TITLE, "title: | ‸Teach-back\n", "quotes"),
    Mistake("bad-dash", _TITLE, "title: ‸- Teach-back\n", "next line"),
    Mistake("bad-escape", _TITLE, 'title: "Teach\\‸Qback"\n', "single quotes"),
    Mistake("bad-syntax", _TITLE, 'title: Teach-back\n‸odd: "\\UFFFFFFFF"\n', "lines above"),
)
"""What is wrong with a file as YAML."""

SHAPE = (
    Mistake("newer-schema", "schema: 1\n", "schema: ‸2\n", "newer fidelity"),
    Mistake("unknown-word", "schema: 1\n", "schema: ‸0\n", "write `1`"),
    Mistake("unknown-key", _TITLE, f"{_TITLE}‸tittle: x\n", "did you mean `title`?"),
    Mistake("unknown-key", _SCORE, _SCORE.replace("missing", "‸times: 2, missing"), "ratio"),
    Mistake("unknown-key", "measure: persons}", "measure: persons, ‸at_most: 3}", "percentage"),
    Mistake("unknown-key", "{score: total, at_least: 80}", "{score: total, band: high, ‸at_least: 80}", "its own"),
    Mistake("missing-key", 'version: "1.2.0"\n', "", "add `version: …`", SMALL.replace("schema: 1", "‸schema: 1")),
    Mistake("missing-key", "{code: yes, points: 1}", "‸{code: yes}", "points: 1"),
    Mistake("missing-key", "{score: total, at_least: 80}", "‸{score: total}", "add it"),
    Mistake("missing-key", "{item: asks_open, at_least: 1}", "‸{}", "add it"),
    Mistake("missing-key", "of: {component: asking}", "of: ‸{}", "add it"),
    Mistake("missing-key", "{at_most: 1, then: prorate}", "‸{then: prorate}", "add it"),
    Mistake("wrong-type", 'version: "1.2.0"', "version: ‸1.10", 'put it in quotes: `version: "1.10"`'),
    Mistake("wrong-type", "minutes: 20,", "minutes: ‸twenty,", "write digits"),
    Mistake("wrong-type", "minutes: 20,", 'minutes: ‸"20",', "remove the quotes: `minutes: 20`"),
    Mistake("wrong-type", "minutes: 20,", "minutes: ‸2.5,", ""),
    Mistake("wrong-type", "critical: true", "critical: ‸yes", "write `critical: true`"),
    Mistake("wrong-type", "critical: true", "critical: ‸maybe", "`true` or `false`"),
    Mistake("wrong-type", "evidence: [observation]", "evidence: ‸observation", "`evidence: [observation]`"),
    Mistake("wrong-type", "evidence: [observation]", "evidence: [‸3]", 'put it in quotes: `"3"`'),
    Mistake("wrong-type", _TITLE, "‸title:\n", "after the colon"),
    Mistake("wrong-type", _TITLE, "title: ‸[Teach, back]\n", ""),
    Mistake("wrong-type", "label: Low", "label: ‸true", 'put it in quotes: `label: "true"`'),
    Mistake("wrong-type", "practice: {expected", "practice: ‸none # {expected", "in braces"),
    Mistake("wrong-type", "from: 2024-01-01", "from: ‸2024", "year-month-day"),
    Mistake("wrong-type", "golden-published: ", "golden-published: ‸2 # ", "put it in quotes"),
    Mistake("too-few", '"No rated example has been published."', '‸""', "remove the line"),
    Mistake(
        "missing-key",
        ', why: "The visit itself"}',
        "}",
        "What it adds",
        FULL.replace("- {intervention: visiting, c", "- ‸{intervention: visiting, c"),
    ),
    Mistake("missing-key", "range: {lowest: 0, highest: 100}", "range: ‸{lowest: 0}", "add `highest: …`"),
    Mistake("out-of-range", "n_items: 6", "n_items: ‸0", "right unit"),
    Mistake("unknown-word", "unit: session", "unit: ‸clients", "did you mean `client`?"),
    Mistake("unknown-word", "wording: own", "wording: ‸owned", "did you mean `own`?"),
    Mistake("unknown-word", "wording: own", "wording: ‸3", "choose one of"),
    Mistake("unknown-word", "rule: minimum", "rule: ‸minimun", "did you mean `minimum`?"),
    Mistake("unknown-word", _SCORE, _SCORE.replace("of: all", "of: ‸al"), "`[that_one]`"),
    Mistake("unknown-word", _SCORE, _SCORE.replace("missing: none", "missing: ‸no"), "at_most"),
    Mistake("unknown-word", "NA: not_applicable}", "NA: ‸na}", "known here"),
    Mistake("bad-id", "id: teach_back\n", "id: ‸Teach-back\n", "small letter first"),
    Mistake("bad-id", "    minutes: {measure", "    ‸Minutes: {measure", "small letter first"),
    Mistake("bad-id", "{id: asking, title: Asks back", "{id: ‸Asking, title: Asks back", "small letter first"),
    Mistake("bad-number", "at_least: 0.60}", "at_least: ‸high}", "2/3 or 20%"),
    Mistake("bad-number", "double_rated: 20%", "double_rated: ‸1/0", "2/3 or 20%"),
    Mistake("bad-number", "zero_over_zero: none,", "zero_over_zero: ‸nothing,", "2/3 or 20%"),
    Mistake("bad-date", "until: 2024-01-01", "until: ‸1.1.2024", "year-month-day"),
    Mistake("bad-rule-name", "name: teach_back.best_two", "name: ‸best two", "my_plugin.my_rule"),
    Mistake("one-of", "{at_most: 1, then: prorate}", "{at_most: 1, share_at_most: ‸10%, then: prorate}", "keep one"),
    Mistake("one-of", "any: [{score: total, band", "all: [{item: all, above: 0}], any: ‸[{score: total, band", "keep"),
    Mistake("too-few", "teaches: [plain_words]", "teaches: ‸[]", "add to it"),
    Mistake("too-few", "[{code: yes, points: 1}, {code: No, points: 0}]", "‸[{code: yes, points: 1}]", "add to it"),
    Mistake("too-few", _TITLE, 'title: ‸""\n', "write some"),
    Mistake("too-many", 'version: "1.2.0"', f'version: ‸"{"1" * 61}"', "shorter"),
    Mistake("too-many", "rated_by: [coach,", f"rated_by: ‸[{'x, ' * 200}coach,", "shorter"),
    Mistake("out-of-range", "decimals: 1", "decimals: ‸9", "unit"),
    Mistake("out-of-range", "minutes: 20,", "minutes: ‸-1,", "unit"),
)
"""What is wrong with the shape of a document."""

MEANING = (
    Mistake("reserved-id", "id: teach_back\n", "id: ‸date\n", "another id"),
    Mistake(
        "reserved-id",
        "{id: asking,",
        "{id: ‸site,",
        "another id",
        SMALL.replace("component: asking", "component: site"),
    ),
    Mistake("reserved-id", "times: {m", "‸item: {m", "another id", SMALL.replace("scale: times", "scale: item")),
    Mistake("id-twice", _COMPONENT, f"{_COMPONENT}\n  - {{id: ‸asking, title: Again}}", "its own id"),
    Mistake(
        "id-twice", "{id: checks, scale", "{id: ‸asks, scale", "its own id", SMALL.replace("[asks, checks]", "[asks]")
    ),
    Mistake("unknown-component", "teaches: [plain_words]", "teaches: [‸plain_word]", "did you mean `plain_words`?"),
    Mistake("unknown-component", "component: asking", "component: ‸askin", "did you mean `asking`?", SMALL),
    Mistake("unknown-component", '"Checks again"}', '"Checks again", component: ‸plain}', "`plain_words`"),
    Mistake("unknown-criterion", "criterion: competent", "criterion: ‸competen", "did you mean `competent`?"),
    Mistake("unknown-scale", "scale: minutes", "scale: ‸minute", "did you mean `minutes`?"),
    Mistake("unknown-member", "of: [total, adherence]", "of: [total, ‸adherenc]", "did you mean `adherence`?"),
    Mistake("unknown-member", "per: length", "per: ‸lengths", "did you mean `length`?"),
    Mistake("unknown-member", "[{of: [asks_open], threshold", "[{of: [‸asks_oben], threshold", "`asks_open`"),
    Mistake("unknown-member", "weights: {asks_open: 2}", "weights: {‸asks: 2}", "did you mean `asks_open`?"),
    Mistake("unknown-member", "reverse: [asks_open]", "reverse: ‸[smiles]", "known here"),
    Mistake("unknown-score", "{score: total, at_least: 80}", "{score: ‸totl, at_least: 80}", "did you mean `total`?"),
    Mistake("unknown-score", "- score: total\n", "- score: ‸totl\n", "did you mean `total`?"),
    Mistake("unknown-item", "{item: asks_open, at_least: 1}", "{item: ‸ask_open, at_least: 1}", "`asks_open`?"),
    Mistake("unknown-item", "leaves_out: [smiles]", "leaves_out: ‸[smile]", "did you mean `smiles`?"),
    Mistake("unknown-band", "band: [high]", "band: ‸[hihg]", "did you mean `high`?"),
    Mistake("unknown-checklist", "  - id: oregon\n", "  - id: oregon\n    checklist: ‸deliver\n", "`delivery`"),
    Mistake("unknown-code", 'anchors: {2: "Every time"', 'anchors: {‸3: "Every time"', "known here"),
    Mistake("bad-missing-rule", "share_at_most: 25%", "share_at_most: ‸100%", ""),
    Mistake("bad-date", "from: 2024-01-01", "from: ‸2024-02-30", "year-month-day"),
    Mistake(
        "bad-dates",
        "{id: competent, all: [{score: total, at_least: 1}], f",
        "‸{id: c, until: 2020-01-01, all: [{score: total, at_least: 1}], f",
        "after",
        SMALL,
    ),
    Mistake("bad-range", "{below: 2, is: 0}", "‸{below: 2, at_most: 1, is: 0}", "keep one"),
    Mistake("bad-range", "{below: 2, is: 0}", "‸{below: 2, at_least: 2, is: 0}", "below the upper"),
    Mistake("bad-range", "lowest: 0, highest: 4", "lowest: 4, highest: ‸4", "swap"),
    Mistake("bad-range", "range: {lowest: 0,", "range: {lowest: 100,", "swap", FULL.replace(": 100}", ": ‸100}")),
    Mistake("bad-scale", "at_most: 240", "at_most: ‸-1", ""),
    Mistake("bad-share", "share: 50%", "share: ‸50", "50%"),
    Mistake("bad-share", "threshold: 2/3", "threshold: ‸67", "67%"),
    Mistake("bad-weight", "weights: {asks: 2}", "weights: {asks: ‸-2}", "reverse", SMALL),
    Mistake("bad-weight", "weights: {asks: 2}", "weights: ‸{asks: 0}", "", SMALL),
    Mistake("band-twice", "{id: high, at_least: 1}", "{id: ‸low, at_least: 1}", "its own id", SMALL),
    Mistake("code-twice", "{code: No, points: 0}]", "{code: ‸yes, points: 0}]", "its own id"),
    Mistake("code-twice", "{code: 1}", "{code: ‸2}", "its own id", SMALL),
    Mistake("code-twice", "statuses: {9: insufficient_data}", "statuses: {‸yes: insufficient_data}", "another code"),
    Mistake(
        "criterion-twice",
        "{id: competent, all: [{score: total, at_least: 1}], f",
        "{id: ‸competent, source: x, all: [{score: total, at_least: 1}], f",
        "overlap",
        SMALL.replace("until: 2024-06-01", "until: 2024-07-01"),
    ),
    Mistake(
        "empty-profile",
        "- id: delivery\n",
        "- id: delivery\n",
        "leaves_out",
        f"{SMALL}profiles:\n  - ‸{{id: oregon}}\n",
    ),
    Mistake("own-companion", "{intervention: visiting, checklist", "{intervention: ‸teach_back, checklist", "another"),
    Mistake(
        "companion-twice",
        'checklist: organisation, profile: rural, why: "Who sends whom"}',
        'checklist: delivery, why: "Who sends whom"}',
        "keep one",
        FULL.replace("- {intervention: visiting, checklist", "- ‸{intervention: visiting, checklist"),
    ),
    Mistake("exemption-without-reason", '"No rated example has been published."', '‸"…"', "in a sentence"),
    Mistake("exemption-without-reason", '"No rated example has been published."', '‸" "', "remove the line"),
    Mistake("member-twice", "of: [asks, checks]", "of: [asks, ‸asks]", "its own id", SMALL),
    Mistake("missing-then", "{at_most: 1, then: prorate}", "‸{at_most: 1}", "then: prorate"),
    Mistake(
        "missing-then",
        "of: all, missing: none",
        "of: all, missing: {at_most: 1, then: ‸prorate}",
        "leave `then` out",
        SMALL,
    ),
    Mistake("no-members", "of: all", "of: ‸{dimension: adherance}", "did you mean `adherence`?", SMALL),
    Mistake("no-members", "of: all", "of: ‸{component: askng}", "did you mean `asking`?", SMALL),
    Mistake("no-weights", "{id: heavy", "‸{id: heavy", "weights", SMALL.replace(", weights: {asks: 2}", "")),
    Mistake("one-member", "of: [total]", "of: ‸[asks, total]", "that_one", SMALL),
    Mistake(
        "ranges-gap",
        "points: [{below: 2, is: 0}",
        "points: [‸{below: 1, is: 0}",
        "let this one end where the next begins",
        SMALL,
    ),
    Mistake("ranges-overlap", "{at_least: 2, is: 1}", "‸{at_least: 1, is: 1}", "begin where", SMALL),
    Mistake("score-circle", "of: [total, adherence]", "of: ‸[total, both]", "take one"),
    Mistake(
        "status-without-effect",
        "{id: total",
        "‸{id: total",
        "excluded",
        SMALL.replace("text: Asks,", "text: Asks, allows: [not_applicable],").replace(
            "of: [asks, checks], missing: none", "of: [asks, checks], missing: none, not_applicable: excluded"
        ),
    ),
    Mistake(
        "steps-without-number",
        "points: [{below",
        "points: ‸[{below",
        "measure: count",
        SMALL.replace("scale: times", "scale: three_steps"),
    ),
    Mistake("bad-period", "within: 6 months, coaching", "within: ‸half a year, coaching", "6 months"),
    Mistake("bad-period", "{every: 1 month, n: 1}", "{every: ‸0 months, n: 1}", "whole number"),
    Mistake("bad-period", "valid_for: 1 year", "valid_for: ‸101 years", "a hundred years"),
    Mistake("bad-sampling", "double_rated: 20%", "double_rated: ‸20", "20%"),
    Mistake("bad-certification", "at_least: 80%, observations", "at_least: ‸80, observations", "80%"),
    Mistake("bad-certification", "each_item_at_least: 2/3", "each_item_at_least: ‸0", "80%"),
    Mistake("bad-certification", "together: false", "together: ‸true", "keep one"),
    Mistake("bad-certification", "observations: 3, in_a_row: true", "in_a_row: ‸true", "give `observations`", _ONE),
    Mistake("bad-goal", "goal: {at_least: 80}", "goal: {at_least: ‸80%}", "`at_least: 80`"),
    Mistake("bad-goal", "goal: {at_least: 12.5}", "goal: ‸{at_least: 101}", "others miss"),
    Mistake("bad-goal", "goal: {at_least: 12.5}", "goal: ‸{at_most: 100}", "others miss"),
    Mistake("one-of", "goal: {at_least: 12.5}", "goal: {at_least: 12.5, at_most: ‸80}", "keep one"),
    Mistake("wrong-type", "of: competent,", "of: ‸[competent],", ""),
    Mistake("wrong-type", _BY_TWO, _BY_TWO.replace("[smiles, checks]", "‸12"), ""),
    Mistake("unknown-word", _BY_TWO, _BY_TWO.replace("intervention", "‸session"), "`client`"),
    Mistake("unknown-word", _BY_TWO, _BY_TWO.replace("mean_of_item_", "‸mean_of_"), "did you mean"),
    Mistake("out-of-range", "n_at_least: 10", "n_at_least: ‸0", "right unit"),
    Mistake("id-twice", "{id: by_two", "{id: ‸average", "its own id"),
    Mistake("unknown-criterion", "of: competent,", "of: ‸competnt,", "did you mean `competent`?"),
    Mistake("unknown-score", "mean_of_score, of: total", "mean_of_score, of: ‸totl", "did you mean `total`?"),
    Mistake("unknown-item", _BY_TWO, _BY_TWO.replace("checks", "‸check"), "did you mean `checks`?"),
    Mistake("unknown-item", _BY_TWO, _BY_TWO.replace("checks", "‸total"), "known here"),
    Mistake("member-twice", _BY_TWO, _BY_TWO.replace("checks", "‸smiles"), "its own id"),
    Mistake("no-members", _BY_TWO, _BY_TWO.replace("[smiles, checks]", "‸{dimension: adherance}"), "`adherence`"),
    Mistake("wrong-measure", _BY_TWO, _BY_TWO.replace("checks", "‸knowing"), "share_of_persons"),
    Mistake("no-range", _BY_TWO, _BY_TWO.replace("checks", "‸paces"), "at_most", _PACES),
    Mistake("negative-points", _BY_TWO, _BY_TWO.replace("checks", "‸minds"), "points from 0", _PACES),
    Mistake("no-possible-points", _BY_TWO, _BY_TWO.replace("checks", "‸blanks"), "raise", _PACES),
    Mistake("weights-unused", "of: all, missing: none", "of: all, missing: none, weights: ‸{asks: 1}", "remove", SMALL),
    Mistake("wrong-measure", _PERSONS, _PERSONS.replace("of: [knowing]", "of: ‸[asks_open]"), "share_of_persons"),
    Mistake(
        "one-of",
        "NA: not_applicable}\n",
        "NA: not_applicable}\n      statuses: {not_applicable: excluded}\n      not_applicable: ‸excluded\n",
        "keep one",
        FULL.replace("      statuses: {not_observed: counts_as_missing}\n      not_applicable: excluded\n", ""),
    ),
    Mistake(
        "missing-key",
        "    - id: delivery\n",
        "    - {id: second, items: [{id: one, text: One, scale: times}]}\n    - id: delivery\n",
        "checklist: …",
        f"{SMALL}profiles:\n  - ‸{{id: oregon, leaves_out: [asks]}}\n",
    ),
)
"""What is wrong with the meaning of a document whose shape is right."""
