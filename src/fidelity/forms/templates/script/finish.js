// Checking, and the file that is handed in.

/** What has to be mended before anything can be handed in. */
function faults() {
  const wrong = FORM.items.filter((item) => answerOf(item.id).kind === "wrong");
  return [
    ...checkFacts(),
    ...wrong.map((item) => ({ words: `${item.number}. ${answerOf(item.id).fault}`, to: `item/${item.id}` })),
  ];
}

const openItems = () => FORM.items.filter((item) => answerOf(item.id).kind === "open");

function showFinish() {
  const open = openItems();
  const place = byId("finish-open");
  if (open.length) {
    const links = open.map((item) =>
      element(
        "li",
        {},
        element("a", { href: `#/${draft.id}/item/${item.id}`, textContent: `${item.number}. ${item.text}` }),
      ),
    );
    place.replaceChildren(
      element("p", { textContent: `Not answered: ${counted(open.length, "item")}.` }),
      element("ul", {}, ...links),
    );
  } else {
    place.replaceChildren(element("p", { textContent: `All ${FORM.items.length} items are answered.` }));
  }
  byId("finish-confirm").hidden = !open.length;
  byId("incomplete-words").textContent =
    `Hand it in although ${counted(open.length, "item")} ${open.length === 1 ? "is" : "are"} not answered.`;
  if (draft.state !== "downloaded") byId("done").hidden = true;
}

/** The page of the end as it is first seen: nothing was tried yet. */
function clearFinish() {
  showErrors(byId("finish-errors"), [], "");
  byId("finish-open").hidden = false;
  byId("incomplete").checked = false;
}

/** The observation as it is handed in: what was answered, and what was shown; an item that is not in it is missing. */
function handIn() {
  const facts = Object.fromEntries(
    Object.entries({ ...draft.facts, [FORM.visit]: visitName(draft.facts) }).filter(([, text]) => text),
  );
  const inOrder = (textOf) =>
    Object.fromEntries(FORM.items.map((item) => [item.id, textOf(item.id).trim()]).filter(([, text]) => text));
  const shown = Object.entries(scored().scores).map(([id, result]) => [id, result.shown]);
  return {
    format: FORM.format,
    schema: FORM.schema,
    id: draft.id,
    ...FORM.edition,
    facts,
    ratings: inOrder(ratingOf),
    notes: inOrder(noteOf),
    shown: Object.fromEntries(shown),
    made_with: FORM.made_with,
  };
}

function fileName(observation) {
  const parts = [
    observation.intervention,
    observation.checklist,
    observation.facts[FORM.visit],
    observation.facts.rater,
  ];
  return `${parts.join("_").replace(/[^A-Za-z0-9.-]/g, "_")}.json`;
}

function offer(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

async function download() {
  const found = faults();
  const open = openItems();
  if (open.length && !byId("incomplete").checked) {
    found.push({
      words: `${counted(open.length, "item")} not answered: say below that you hand it in like this, or answer:`,
      to: "finish/incomplete",
    });
    found.push(...open.map((item) => ({ words: `${item.number}. ${item.text}`, to: `item/${item.id}` })));
  }
  byId("finish-open").hidden = found.length > 0;
  showErrors(byId("finish-errors"), found, "It cannot be handed in yet");
  if (found.length) return;
  const observation = handIn();
  const name = fileName(observation);
  offer(name, `${JSON.stringify(observation, null, 1)}\n`);
  change((changed) => {
    changed.state = "downloaded";
    changed.downloaded = new Date().toISOString();
  });
  const kept = await save();
  showDone(name, kept);
}

function showDone(name, kept) {
  const place = byId("done");
  place.replaceChildren(
    element("p", {}, element("strong", { textContent: `Downloaded: ${name}` })),
    element("p", {
      textContent:
        "You find it where this browser puts downloads. It is not handed in yet: pass it on as you agreed, because this page sends nothing.",
    }),
    element("p", {
      textContent: kept
        ? "The draft stays on this device until you delete it. If you change an answer, download again: the newer file takes the place of the older one."
        : "The draft itself could not be saved on this device: keep the file.",
    }),
    ...(Number(draft.facts.raters) > 1
      ? [
          element("p", {
            textContent:
              "Somebody else is to rate this visit without seeing your ratings: delete this draft before they use this device.",
          }),
        ]
      : []),
  );
  place.hidden = false;
  place.scrollIntoView({ block: "center" });
}

async function removeDraft(other) {
  const handed =
    other.state === "downloaded"
      ? "It was downloaded; make sure that the file is where it should be."
      : "It was not downloaded as it is now: its answers will be gone.";
  const decision = await ask(
    "Delete this draft from this device?",
    `${draftName(other)}, ${counted(other.n_answered, "answer")}. ${handed}`,
    [
      ["Delete it", "delete", "danger"],
      ["Keep it", "keep"],
    ],
  );
  if (decision !== "delete") return false;
  if (draft?.id === other.id) {
    clearTimeout(waiting);
    unsaved = false;
    await writing;
    draft = null;
  }
  await store.remove(other.id);
  return true;
}

function wireFinish() {
  byId("download").addEventListener("click", download);
  byId("print-filled").addEventListener("click", () => window.print());
  byId("back-to-start").addEventListener("click", () => (location.hash = "#/"));
  byId("delete").addEventListener("click", async () => {
    if (await removeDraft(draft)) location.hash = "#/";
  });
}
