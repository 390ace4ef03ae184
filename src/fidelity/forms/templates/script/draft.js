// The visit that is open: it is changed here and nowhere else, and every change is kept at once.

let draft = null; // the visit that is open, or null
let seen = 0; // the revision of it that the store is known to hold; 0 for none
let unsaved = false; // whether something was changed since
let writing = null; // the write that is under way
let waiting = 0; // the timer of a write that waits for more letters

const STATES = { draft: "Not yet handed in", downloaded: "Downloaded", changed: "Changed since the download" };

function newDraft() {
  const given = FORM.fields.filter((field) => field.value).map((field) => [field.name, field.value]);
  const now = new Date().toISOString();
  return {
    id: newId(),
    revision: 0,
    edition: FORM.edition,
    title: FORM.title,
    state: "draft",
    begun: now,
    changed: now,
    n_items: FORM.items.length,
    n_answered: 0,
    facts: Object.fromEntries(given),
    ratings: {},
    notes: {},
  };
}

/** Whether a draft belongs to this very form, to the letter. */
const isOurs = (other) => Object.entries(FORM.edition).every(([name, value]) => other.edition[name] === value);

/** Make a draft the one that is open. */
function take(taken, revision) {
  [draft, seen, unsaved] = [taken, revision, false];
  fillVisit();
  fillItems();
  showAll();
  showSaved(seen ? `Saved ${clock(draft.changed)}` : "", "saved");
}

/** Change the open visit, and keep it: at once, or a moment after the last letter that is typed. */
function change(alter, wait = 0) {
  if (draft.state === "downloaded") draft.state = "changed";
  alter(draft);
  draft.changed = new Date().toISOString();
  draft.n_answered = FORM.items.filter((item) => answerOf(item.id).kind !== "open").length;
  unsaved = true;
  showSaved("Saving …", "saving");
  if (!wait) showAll();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (wait) showAll();
    void save();
  }, wait);
}

/** Keep what was changed; whether all of it is kept now. "Saved" is said only once the store has said so. */
async function save() {
  clearTimeout(waiting);
  writing ??= writeAll().finally(() => (writing = null));
  await writing;
  return !unsaved;
}

async function writeAll() {
  while (unsaved) {
    unsaved = false;
    const copy = JSON.parse(JSON.stringify({ ...draft, revision: seen + 1 }));
    try {
      await store.put(copy, seen);
      seen = copy.revision;
    } catch (error) {
      unsaved = true;
      showSaved(`Not saved: ${error.message || error.name}`, "failed");
      if (!(error instanceof Moved)) return;
      await settle(error.there);
    }
  }
  if (draft) showSaved(`Saved ${clock(draft.changed)}`, "saved");
}

function showSaved(text, state) {
  const place = byId("saved");
  place.textContent = text;
  place.dataset.state = state;
  // Read out once a minute and not after each answer; a failure at once.
  if (state !== "saving" && byId("told").textContent !== text) byId("told").textContent = text;
}

/**
 * Another window has changed or removed what is open here: nothing is written over, somebody decides.
 *
 * Whoever only closes the question loses nothing: what is here becomes a draft of its own.
 */
async function settle(there) {
  const mine = `Here are ${counted(draft.n_answered, "answer")}, and the last change is not saved.`;
  const words = there
    ? `It was changed in another window, where it has ${counted(there.n_answered, "answer")}, last changed at ${clock(there.changed)}. ${mine}`
    : `It was removed in another window. ${mine}`;
  const decision = await ask("This visit is open twice", words, [
    there ? ["Take over what is there", "theirs"] : ["Let it go", "drop", "danger"],
    ["Keep what is here as a draft of its own", "own"],
  ]);
  const now = decision === "theirs" ? await store.get(draft.id) : null;
  if (now) return take(now, now.revision);
  if (decision === "drop") {
    [draft, unsaved] = [null, false];
    location.hash = "#/";
    return;
  }
  draft.id = newId();
  [seen, unsaved] = [0, true];
  history.replaceState(null, "", location.hash.replace(/^#\/[^/]*/, `#/${draft.id}`));
  showAll();
}

/** What another window has kept in the meantime is shown as soon as this one is looked at. */
async function refresh() {
  if (!draft || unsaved || !seen) return;
  const open = draft.id;
  const there = await store.get(open);
  if (!draft || draft.id !== open || unsaved) return;
  if (!there) {
    await settle(null);
    await save();
  } else if (there.revision > seen) take(there, there.revision);
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") void refresh();
  else if (unsaved) void save();
});
window.addEventListener("pagehide", () => {
  if (unsaved) void save();
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved || writing) event.preventDefault();
});
