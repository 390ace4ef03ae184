// The facts of the visit: who, where and when.

const factPlace = (name) => byId(`fact-${name}`);
const dayParts = () => ["year", "month", "day"].map((part) => document.querySelector(`[data-part=${part}]`));

/** What stands in a field now, as it is kept; a day that is not whole yet is kept as far as it goes. */
function readFact(field) {
  if (field.answered === "choice") return factPlace(field.name).querySelector("input:checked")?.value ?? "";
  if (field.answered !== "day") return byId(`fact-${field.name}-input`).value.trim();
  const [year, month, day] = dayParts().map((input) => input.value.trim());
  const padded = (text) => (/^\d$/.test(text) ? `0${text}` : text);
  return year || month || day ? `${year}-${padded(month)}-${padded(day)}` : "";
}

function fillVisit() {
  for (const field of FORM.fields) {
    const text = draft ? (draft.facts[field.name] ?? "") : field.value;
    if (field.answered === "day") {
      const parts = text.split("-");
      dayParts().forEach((input, place) => (input.value = parts[place] ?? ""));
    } else if (field.answered === "choice") {
      for (const input of factPlace(field.name).querySelectorAll("input")) input.checked = input.value === text;
    } else {
      byId(`fact-${field.name}-input`).value = text;
    }
    sayFault(field, "");
    showFactAids(field, text);
  }
  showErrors(byId("visit-errors"), [], "");
}

/** A button that takes a choice back is there while there is one. */
function showFactAids(field, text) {
  const clear = factPlace(field.name).querySelector("[data-clear]");
  if (clear) clear.hidden = !text;
}

function keepFact(field) {
  const text = readFact(field);
  showFactAids(field, text);
  if (text === (draft.facts[field.name] ?? "")) return;
  change(
    (changed) => {
      if (text) changed.facts[field.name] = text;
      else delete changed.facts[field.name];
    },
    field.answered === "choice" ? 0 : 300,
  );
  if (!factFault(field)) sayFault(field, "");
}

/** The day of the visit, where it is one that exists; else an empty text. */
function dayOf(text) {
  const found = /^((?:19|20|21)\d\d)-(\d\d)-(\d\d)$/.exec(text ?? "");
  if (!found) return "";
  const [year, month, day] = found.slice(1).map(Number);
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? text : "";
}

/** What the visit is called: as somebody named it, else after whom it was with and when. */
function visitName(facts) {
  if (facts[FORM.visit]) return facts[FORM.visit];
  const subject = FORM.subject ? facts[FORM.subject] : FORM.edition.intervention;
  const day = dayOf(facts.date);
  return subject && day ? [subject, day, facts.client].filter(Boolean).join("-") : "";
}

/** What is wrong with a fact, in a sentence; an empty text where nothing is. */
function factFault(field) {
  const text = draft.facts[field.name] ?? "";
  if (!text) return field.required ? `${field.label} is missing.` : "";
  if (field.answered === "day") {
    return dayOf(text) ? "" : `${field.label}: write a day that exists, as day, month and year, such as 20 11 2026.`;
  }
  if (field.answered === "number") {
    return /^[1-9]\d{0,3}$/.test(text) ? "" : `${field.label}: write a whole number, such as 45.`;
  }
  if (field.answered !== "code" || fits(text, field.pattern)) return "";
  const spaced = /\s/.test(text) ? " A code has no spaces, and is never a name." : "";
  return `${field.label}: “${text}” does not look like a code that is used here.${spaced}`;
}

/** Whether a text is as a pattern says; one that this browser cannot read is left to whoever collects the form. */
function fits(text, pattern) {
  try {
    return new RegExp(`^(?:${pattern})$`).test(text);
  } catch {
    return true;
  }
}

function sayFault(field, fault) {
  say(byId(`fact-${field.name}-error`), fault);
  for (const input of factPlace(field.name).querySelectorAll("input[type=text]")) {
    input.setAttribute("aria-invalid", String(Boolean(fault)));
  }
}

/** The facts that are missing or wrong, each said where it stands. */
function checkFacts() {
  const faults = [];
  for (const field of FORM.fields) {
    const fault = factFault(field);
    sayFault(field, fault);
    if (fault) faults.push({ words: fault, to: `visit/${field.name}` });
  }
  return faults;
}

/** The remarks under name and day of the visit follow what is typed. */
function showVisitHints() {
  const place = byId(`fact-${FORM.visit}-hint`);
  place.dataset.said ??= place.textContent;
  const unnamed = draft ? visitName({ ...draft.facts, [FORM.visit]: "" }) : "";
  place.textContent = unnamed ? `${place.dataset.said} Left empty, it is ${unnamed}.` : place.dataset.said;
  byId(`fact-${FORM.visit}-input`).placeholder = unnamed;
  const hint = byId("fact-date-hint");
  hint.dataset.said ??= hint.textContent;
  const day = draft ? dayOf(draft.facts.date) : "";
  const now = new Date();
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  hint.textContent =
    day > today ? `${spokenDay(day)} is still to come, by the clock of this device.` : hint.dataset.said;
}

/** One list of all that is to be mended, with a link to each place; it takes the focus. */
function showErrors(place, faults, title, ...more) {
  place.hidden = !faults.length;
  if (!faults.length) return place.replaceChildren();
  const links = faults.map(({ words, to }) =>
    element("li", {}, element("a", { href: `#/${draft.id}/${to}`, textContent: words })),
  );
  place.replaceChildren(element("h3", { textContent: title }), element("ul", {}, ...links), ...more);
  place.scrollIntoView({ block: "start" });
  place.focus({ preventScroll: true });
}

function leaveVisit() {
  const onward = () => (location.hash = `#/${draft.id}/item/${firstOpen()}`);
  const faults = checkFacts();
  if (!faults.length) return onward();
  const later = element("p", { className: "buttons" }, button("Go on, and complete this later", "", onward));
  showErrors(byId("visit-errors"), faults, "Something is missing or needs mending", later);
}

function wireVisit() {
  for (const field of FORM.fields) {
    const place = factPlace(field.name);
    place.addEventListener("input", () => keepFact(field));
    place.addEventListener("change", () => keepFact(field));
    place.querySelector("[data-clear]")?.addEventListener("click", () => {
      for (const input of place.querySelectorAll("input")) input.checked = false;
      keepFact(field);
      place.querySelector("input").focus();
    });
  }
  byId("today").addEventListener("click", () => {
    const now = new Date();
    const parts = [String(now.getFullYear()), two(now.getMonth() + 1), two(now.getDate())];
    dayParts().forEach((input, place) => (input.value = parts[place]));
    keepFact(FORM.fields.find((field) => field.answered === "day"));
  });
}
