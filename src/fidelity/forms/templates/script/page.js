// The page: what it knows, its elements, and small ways of making them. Text is always set as text, never as markup.

const byId = (id) => document.getElementById(id);
const FORM = JSON.parse(byId("form-data").textContent);
const ITEMS = new Map(FORM.items.map((item) => [item.id, item]));

/** What an object itself has under a name; an item or a code may be called `constructor`, as every object's maker is. */
const own = (of, name) => (Object.prototype.hasOwnProperty.call(of, name) ? of[name] : undefined);

/** An element with properties and children; `data` and names with a hyphen become attributes. */
function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "data") Object.assign(made.dataset, value);
    else if (name.includes("-")) made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children);
  return made;
}

function button(label, kind, action) {
  const made = element("button", { type: "button", className: kind, textContent: label });
  made.addEventListener("click", action);
  return made;
}

/** A text in an element that is only there while it says something. */
function say(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

const counted = (many, noun) => `${many} ${noun}${many === 1 ? "" : "s"}`;
const two = (number) => String(number).padStart(2, "0");
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A moment's time of day, as a clock here shows it: `14:05`. */
function clock(moment) {
  const at = new Date(moment);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A moment with its day: `20 Nov 2026, 14:05`. */
function spoken(moment) {
  const at = new Date(moment);
  return `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}, ${clock(moment)}`;
}

/** A day as people say it, from year-month-day; anything else as it is. */
function spokenDay(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return found && MONTHS[found[2] - 1] ? `${Number(found[3])} ${MONTHS[found[2] - 1]} ${found[1]}` : text;
}

/** A random name that no other record has: a UUID of version 4. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Ask for a decision, and wait for it.
 *
 * The last choice is the one that changes nothing: it has the focus at first, and Escape means it, too.
 */
function ask(title, words, choices) {
  asked = asked.then(() => askNow(title, words, choices));
  return asked;
}

let asked = Promise.resolve();

function askNow(title, words, choices) {
  const dialog = byId("ask");
  byId("ask-title").textContent = title;
  byId("ask-words").textContent = words;
  return new Promise((decide) => {
    const buttons = choices.map(([label, value, kind = ""]) =>
      button(label, kind, () => {
        dialog.close(value);
      }),
    );
    buttons[buttons.length - 1].autofocus = true;
    byId("ask-buttons").replaceChildren(...buttons);
    dialog.returnValue = "";
    dialog.addEventListener("close", () => decide(dialog.returnValue || choices[choices.length - 1][1]), {
      once: true,
    });
    dialog.showModal();
  });
}
