"""The beginning of a sitting: the visit and an empty form, or a draft that is gone on with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from uuid import uuid4

import attrs

from fidelity.cli.conversation import Conversation
from fidelity.cli.visit_facts import Asking
from fidelity.entry.draft import resumed
from fidelity.entry.questionnaire import Questionnaire
from fidelity.entry.sitting import Sitting
from fidelity.errors import UsageError
from fidelity.plan.plan import Plan
from fidelity.problems import Problem, nearest
from fidelity.raters.blind import rated_together
from fidelity.ratings.day import day
from fidelity.records.drafts import Draft
from fidelity.records.entry import Kind
from fidelity.records.observation import VISIT, Edition, Observation, from_content
from fidelity.records.observations import Stored, observations
from fidelity.records.visit import visit_name
from fidelity.workspace.finding import Found
from fidelity.workspace.opening import Workspace, who
from fidelity.workspace.telling import tell


@attrs.frozen(eq=False)
class Form:
    """What is rated here.

    Attributes:
        target: What the user called it.
        found: Its intervention.
        plan: The plan of the checklist.
        workspace: Where records go.
        questionnaire: The items.
        actor: Who works here; empty where nobody is named.
    """

    target: str
    found: Found
    plan: Plan
    workspace: Workspace
    questionnaire: Questionnaire
    actor: str

    @property
    def edition(self) -> Edition:
        """Which checklist it is, to the letter."""
        intervention, checklist = self.found.intervention, self.plan.checklist
        return Edition(
            intervention.id,
            intervention.version,
            checklist.id,
            checklist.profile,
            self.plan.hash,
            intervention.text_hash,
        )

    @property
    def asking(self) -> Asking:
        """What the facts of a visit must be like."""
        return Asking(self.plan.checklist, self.workspace.patterns, self.workspace.policy)

    def together(self, observation: Observation) -> tuple[Stored, ...]:
        """The records of the same visit and checklist as an observation."""
        edition = observation.edition
        groups = rated_together(observations(self.workspace.store))
        return groups.get((observation.visit, edition.intervention, edition.checklist), ())


def gone_on(form: Form, name: str, facts: Mapping[str, str]) -> tuple[Observation, Sitting]:
    """The visit and the sitting of a draft.

    Args:
        form: What is rated.
        name: The draft's id, or its beginning.
        facts: What was said with the command: the rater, or nothing.

    Raises:
        UsageError: There is no such draft, it is of another edition, or the rater has rated the visit already.
    """
    if any(text for fact, text in facts.items() if fact != "rater"):
        message = "a draft knows the facts of its visit"
        raise UsageError(Problem("facts-of-draft", message, "leave them out; `fidelity correct` mends them later"))
    rater = facts["rater"] or form.actor
    drafts = {draft.id: draft for draft in _drafts(form, rater)}
    chosen = [draft for id_, draft in drafts.items() if id_.startswith(name)]
    if len(chosen) != 1:
        whose = f" of {rater}" if rater else ""
        what = "more than one draft" if chosen else "no draft"
        message = f"{what}{whose} begins with `{name}`"
        raise UsageError(Problem("unknown-draft", message, nearest(name, drafts)))
    return _of_draft(form, chosen[0])


def _of_draft(form: Form, draft: Draft) -> tuple[Observation, Sitting]:
    observation = from_content(draft.content)
    if observation.edition.plan_hash != form.edition.plan_hash:
        edition = observation.edition
        message = (
            f"the draft is of another {edition.intervention}@{edition.version} than the one that is here: "
            "what answers mean, or what is made of them, has changed since"
        )
        help_ = "install the version that it was begun with to go on; the draft stays as it is"
        raise UsageError(Problem("draft-of-another-edition", message, help_))
    if observation.edition.text_hash != form.edition.text_hash:
        tell("note: texts of the checklist have changed since the draft was begun; scores are made as before")
    observation = attrs.evolve(observation, edition=form.edition)
    refuse_twice(form, observation)
    return observation, resumed(draft.content, form.questionnaire)


def _drafts(form: Form, rater: str) -> Iterator[Draft]:
    """The drafts of this checklist, of one rater where one is named: a draft is nobody else's to see."""
    wanted = form.edition
    for draft in form.workspace.store.drafts():
        if draft.content.get("sources"):
            continue
        edition = from_content(draft.content).edition
        same = (edition.intervention, edition.checklist, edition.profile)
        mine = not rater or draft.content["facts"].get("rater") == rater
        if mine and same == (wanted.intervention, wanted.checklist, wanted.profile):
            yield draft


def begun(form: Form, facts: Mapping[str, str], conversation: Conversation) -> tuple[Observation, Sitting] | None:
    """The visit and an empty sitting, or those of a draft that is gone on with; None where nobody answers.

    Args:
        form: What is rated.
        facts: What was said with the command.
        conversation: With whom.

    Raises:
        UsageError: Facts are wrong, or missing where nobody can be asked; or the rater has rated the visit already.
    """
    asking = form.asking
    given = asking.given(facts)
    if "rater" not in given and form.actor:
        given["rater"] = form.actor
    if not conversation.with_somebody:
        asking.needed(given)
    elif not any(text for fact, text in given.items() if fact != "rater"):
        draft = _offered(form, given.get("rater", ""), conversation)
        if draft is not None:
            return _of_draft(form, draft)
    said = asking.asked(given, conversation) if conversation.with_somebody else given
    if said is None:
        return None
    intervention, unit = form.found.intervention.id, form.plan.checklist.unit
    said = {VISIT: said.get(VISIT) or visit_name(intervention, unit, said)} | said
    observation = Observation(str(uuid4()), form.edition, {name: text for name, text in said.items() if text})
    refuse_twice(form, observation)
    for remark in _remarks(form, observation):
        tell(f"note: {remark}")
    return observation, Sitting(form.questionnaire)


def _remarks(form: Form, observation: Observation) -> Iterator[str]:
    """What is odd about a visit that is begun: its day is still to come, or a draft of it is there."""
    on = day(observation.date)
    if isinstance(on, date) and on > date.today():
        yield f"{on} is still to come; is the year right?"
    for draft in _drafts(form, observation.rater):
        if draft.content["facts"].get(VISIT) == observation.visit:
            yield f"there is a draft of this visit already: `--resume {draft.id[:8]}` goes on with it"


def actor_in(workspace: Workspace) -> str:
    """Who works in a workspace; empty where nobody is named."""
    try:
        return who(None, workspace)
    except UsageError:
        return ""


def _offered(form: Form, rater: str, conversation: Conversation) -> Draft | None:
    """A draft to go on with, if the rater wants one of theirs."""
    drafts = list(_drafts(form, rater)) if rater else []
    if not drafts:
        return None
    n = len(form.questionnaire.questions)
    conversation.say(["There are drafts:" if len(drafts) > 1 else "There is a draft:"])
    for number, draft in enumerate(drafts, 1):
        visit = draft.content["facts"].get(VISIT, "")
        answered, saved = len(draft.content["ratings"]), draft.saved_at[:16].replace("T", " ")
        conversation.say([f"  {number}  visit {visit}, {answered} of {n} answered, saved {saved} UTC"])
    while True:
        line = conversation.ask("Go on with which? Its number, or n for a new one: ")
        if line is None or line.strip().casefold() in ("n", "no", "new"):
            return None
        if line.strip().isdecimal() and 0 < int(line) <= len(drafts):
            return drafts[int(line) - 1]


def refuse_twice(form: Form, observation: Observation) -> None:
    """Refuse to rate what the same rater has rated already.

    Args:
        form: What is rated.
        observation: The visit and who rates it.

    Raises:
        UsageError: There is another record of it by the same rater.
    """
    for each in form.together(observation):
        is_other = each.record.kind == Kind.OBSERVATION and each.record.id != observation.id
        if is_other and each.observation.rater == observation.rater:
            message = f"{observation.rater} has rated visit {observation.visit} already, in record {each.record.id}"
            help_ = f"correct it with `fidelity correct {each.record.id[:8]}`, or name the visit with `--visit`"
            raise UsageError(Problem("rated-already", message, help_))
