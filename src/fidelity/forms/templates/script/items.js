// The items: what was answered, and how it is answered.

const itemPlace = (id) => byId(`item-${id}`);
const inputOf = (id) => byId(`item-${id}-input`);
const ratingOf = (id) => (draft && own(draft.ratings, id)) ?? "";
const noteOf = (id) => (draft && own(draft.notes, id)) ?? "";

/**
 * What became of an item: `open` while nothing is answered, `answered`, `instead` where a status stands instead of a
 * rating, or `wrong` where something is written that the item cannot have; with the words for it.
 */
function answerOf(id) {
  const text = ratingOf(id);
  if (!text) return { kind: "open", words: "Not answered" };
  const item = ITEMS.get(id);
  const read = fidelityScorer.read(id, text);
  if (!read.ok) return { kind: "wrong", words: `To be mended: ${text}`, fault: faultWords(read) };
  const status = own(item.instead, text);
  return status ? { kind: "instead", words: status } : { kind: "answered", words: own(item.points, text) ?? text };
}

/** The scorer's words as a sentence, without the marks that a terminal shows. */
function faultWords({ message, help }) {
  const plain = (words) => words.replace(/`([^`]*)`/g, "“$1”");
  const said = plain(message);
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}${help ? `: ${plain(help)}` : ""}.`;
}

/** The first item that is not answered; empty where all are. */
const firstOpen = () => (FORM.items.find((item) => answerOf(item.id).kind === "open") ?? FORM.items[0]).id;

function fillItems() {
  for (const item of FORM.items) {
    fillAnswer(item);
    const note = byId(`item-${item.id}-note`);
    note.value = noteOf(item.id);
    showNote(item.id, note);
    sayItemFault(item.id);
  }
}

function fillAnswer(item) {
  const text = ratingOf(item.id);
  for (const input of itemPlace(item.id).querySelectorAll("input[type=radio]")) input.checked = input.value === text;
  if (item.measured) inputOf(item.id).value = own(item.instead, text) ? "" : text;
  itemPlace(item.id).querySelector("[data-clear]").hidden = !text;
}

function answer(item, text, wait = 0) {
  change((changed) => {
    if (text) changed.ratings[item.id] = text;
    else delete changed.ratings[item.id];
  }, wait);
  itemPlace(item.id).querySelector("[data-clear]").hidden = !text;
}

/** What is wrong with a number is said once its field is left, and no longer once it is mended. */
function sayItemFault(id) {
  const fault = answerOf(id).fault ?? "";
  say(byId(`item-${id}-error`), fault);
  inputOf(id)?.setAttribute("aria-invalid", String(Boolean(fault)));
}

function typed(item, input) {
  for (const radio of itemPlace(item.id).querySelectorAll("input[type=radio]")) radio.checked = false;
  const text = input.value.trim();
  const read = fidelityScorer.read(item.id, text);
  answer(item, read.ok ? read.text : text, 300);
  if (read.ok) sayItemFault(item.id);
}

/** The page grows with a note, on paper too; and a note that seems to name somebody is remarked upon, softly. */
function showNote(id, note) {
  note.parentElement.dataset.text = note.value;
  const found = looksPersonal(note.value);
  say(
    byId(`item-${id}-remark`),
    found.length
      ? `This looks as if it held ${listed(found)}. Notes are kept with the record: write codes instead.`
      : "",
  );
}

const listed = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;

/** A key that is the code of a choice chooses it, while the item has the focus and nothing is being typed. */
function chooseByKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input[type=text], textarea, button"))
    return;
  const place = event.currentTarget;
  const radio = [...place.querySelectorAll(".choice input")].find((input) => input.value === event.key);
  if (!radio) return;
  event.preventDefault();
  radio.focus();
  radio.click();
}

function wireItems() {
  for (const item of FORM.items) {
    const place = itemPlace(item.id);
    const note = byId(`item-${item.id}-note`);
    place.addEventListener("change", (event) => {
      if (event.target === note) return;
      if (event.target.type === "radio") answer(item, event.target.value);
      if (!answerOf(item.id).fault) fillAnswer(item); // as it is kept: `3.0` as `3`, a status where it stands
      sayItemFault(item.id);
    });
    place.addEventListener("keydown", chooseByKey);
    if (item.measured) inputOf(item.id).addEventListener("input", (event) => typed(item, event.target));
    note.addEventListener("input", () => {
      showNote(item.id, note);
      change((changed) => {
        if (note.value.trim()) changed.notes[item.id] = note.value;
        else delete changed.notes[item.id];
      }, 400);
    });
    place.querySelector("[data-clear]").addEventListener("click", () => {
      answer(item, "");
      fillAnswer(item);
      sayItemFault(item.id);
      place.querySelector("h3").focus();
    });
  }
}
