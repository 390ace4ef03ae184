// The start: the visits that are on this device, and a new one.

const draftName = (other) => visitName(other.facts) || "A visit without a name yet";

/** Whether something in the store is a draft at all: any page from the disk may have put it there. */
const isDraft = (other) =>
  [other?.edition, other?.facts, other?.ratings, other?.notes].every((part) => part && typeof part === "object");

async function showStart() {
  const drafts = (await store.all()).filter(
    (other) =>
      isDraft(other) &&
      other.edition.intervention === FORM.edition.intervention &&
      other.edition.checklist === FORM.edition.checklist,
  );
  drafts.sort((a, b) => (a.changed < b.changed ? 1 : -1));
  byId("drafts").replaceChildren(...drafts.map(draftCard));
  byId("no-drafts").hidden = drafts.length > 0;
}

function draftCard(other) {
  const ours = isOurs(other);
  const raters = other.facts.rater ? `rater ${other.facts.rater}` : "";
  const facts = [
    spokenDay(dayOf(other.facts.date)),
    raters,
    `${other.n_answered} of ${other.n_items} answered`,
    `last changed ${spoken(other.changed)}`,
  ];
  const remove = button("Delete", "danger", async () => {
    if (await removeDraft(other)) await showStart();
    byId("start-title").focus();
  });
  remove.setAttribute("aria-label", `Delete ${draftName(other)}`);
  const open = button(
    "Go on",
    "main",
    () => (location.hash = `#/${other.id}/${other.n_answered < other.n_items ? "item" : "finish"}`),
  );
  open.setAttribute("aria-label", `Go on with ${draftName(other)}`);
  const save = button("Download as it is", "", () => offerForeign(other));
  return element(
    "li",
    {},
    element("h3", { textContent: draftName(other) }),
    badge(other.state),
    element("p", { className: "facts", textContent: facts.filter(Boolean).join(" · ") }),
    ...(ours
      ? []
      : [
          element("p", {
            className: "facts",
            textContent:
              "It was begun with another edition of this form. Open that file to go on with it, or download it as it is.",
          }),
        ]),
    element("p", { className: "buttons" }, ours ? open : save, remove),
  );
}

/** A draft of another edition can be handed in too: with its own edition, and without scores that this form cannot know. */
function offerForeign(other) {
  const facts = { ...other.facts, [FORM.visit]: visitName(other.facts) };
  const observation = {
    format: FORM.format,
    schema: FORM.schema,
    id: other.id,
    ...other.edition,
    facts,
    ratings: other.ratings,
    notes: other.notes,
    made_with: FORM.made_with,
  };
  offer(fileName(observation), `${JSON.stringify(observation, null, 1)}\n`);
}

async function clearDevice() {
  const drafts = await store.all();
  const open = drafts.filter((other) => other.state !== "downloaded").length;
  if (!drafts.length)
    return void (await ask("There is nothing to clear", "No draft of any form is on this device.", [["Good", "keep"]]));
  const words = `${counted(drafts.length, "draft")} of all forms in this browser, ${open} of them not downloaded as they are now.`;
  const decision = await ask("Clear this device?", words, [
    ["Delete all of them", "delete", "danger"],
    ["Keep them", "keep"],
  ]);
  if (decision !== "delete") return;
  await store.clear();
  await showStart();
  byId("start-title").focus();
}

function begin() {
  draft = newDraft();
  seen = 0;
  take(draft, 0);
  location.hash = `#/${draft.id}/visit`;
}

function wireStart() {
  byId("new").addEventListener("click", begin);
  byId("print").addEventListener("click", () => window.print());
  byId("clear-device").addEventListener("click", clearDevice);
}
