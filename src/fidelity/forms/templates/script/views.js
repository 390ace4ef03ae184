// Which part of the page is seen: `#/`, `#/<draft>/visit`, `#/<draft>/item/<item>`, `#/<draft>/overview`, `#/<draft>/finish`.

const VIEWS = ["visit", "item", "overview", "finish"];
const TITLES = {
  start: "Visits on this device",
  visit: "The visit",
  item: "Item",
  overview: "All items",
  finish: "Check and hand in",
};
const formTitle = document.title;

async function route() {
  const [, id = "", view = "", what = ""] = location.hash.split("/");
  if (!id) return showStartView();
  if (draft?.id !== id) {
    if (draft && !(await mayLeave())) return history.back();
    const there = await store.get(id);
    if (!isDraft(there) || !isOurs(there))
      return showStartView("That visit is not on this device any more, or belongs to another edition of this form.");
    take(there, there.revision);
  }
  show(VIEWS.includes(view) ? view : "overview", what);
}

async function showStartView(remark = "") {
  if (draft && !(await mayLeave())) return history.back();
  [draft, unsaved] = [null, false];
  fillVisit();
  fillItems();
  showVisitHints();
  say(byId("gone"), remark);
  await showStart();
  show("start", "");
}

/** Whether the open visit is kept, or somebody says that it need not be. */
async function mayLeave() {
  if (await save()) return true;
  return (
    (await ask("Not saved", "The last answers of this visit could not be saved on this device.", [
      ["Leave them behind", "leave", "danger"],
      ["Stay here", "stay"],
    ])) === "leave"
  );
}

let scoresAreOpen = false; // whether somebody wants to see the scores beside the items

function show(view, what) {
  const item = ITEMS.get(what) ?? ITEMS.get(view === "item" ? firstOpen() : "");
  for (const place of document.querySelectorAll(".item.current")) place.classList.remove("current");
  if (view === "item") itemPlace(item.id).classList.add("current");
  document.body.dataset.view = view;
  // At the side on a desk, and folded where it would stand in the way of the items.
  const beside = window.matchMedia("(min-width: 62rem)").matches;
  byId("scores-details").open = view === "finish" || (view === "overview" ? beside : scoresAreOpen);
  const name = view === "item" ? `${item.number}. ${item.text}` : TITLES[view];
  document.title = `${name} – ${formTitle}`;
  showAll();
  if (view === "item") showSteps(item);
  if (view === "finish" && what !== "incomplete") clearFinish();
  window.scrollTo(0, 0);
  showInList(byId("overview-list").querySelector("[aria-current]"));
  focusOn(view, what, item);
}

/** The focus goes where one reads on: the heading of what is new, or the field that was asked for. */
function focusOn(view, what, item) {
  const asked =
    view === "visit" && what ? factPlace(what)?.querySelector("input") : view === "finish" && what ? byId(what) : null;
  const heading = view === "item" ? itemPlace(item.id).querySelector("h3") : byId(`${view}-title`);
  (asked ?? heading).focus({ preventScroll: !asked });
}

/** The list at the side moves along with the items, and nothing else does. */
function showInList(link) {
  const list = byId("overview");
  if (link) list.scrollTop = link.offsetTop - list.offsetTop - list.clientHeight / 2;
}

function showSteps(item) {
  const place = FORM.items.indexOf(item);
  const isLast = place === FORM.items.length - 1;
  byId("previous").dataset.to = place ? `item/${FORM.items[place - 1].id}` : "visit";
  byId("previous").textContent = place ? "Previous" : "The visit";
  byId("next").dataset.to = isLast ? "finish" : `item/${FORM.items[place + 1].id}`;
  byId("next").textContent = isLast ? "Check" : "Next";
}

const go = (to) => (location.hash = `#/${draft.id}/${to}`);

/** On paper, each page says whose form it is; a blank one has lines there to write on. */
function beforePrint() {
  const sheet = document.styleSheets[0];
  if (beforePrint.added) sheet.deleteRule(sheet.cssRules.length - 1);
  beforePrint.added = Boolean(draft);
  byId("scores").classList.toggle("filled", Boolean(draft));
  if (!draft) return;
  const whose = [visitName(draft.facts), draft.facts.rater].filter(Boolean).join(" · ");
  const escaped = whose.replace(/[^A-Za-z0-9]/gu, (letter) => `\\${letter.codePointAt(0).toString(16)} `);
  sheet.insertRule(`@page { @top-right { content: "${escaped}"; } }`, sheet.cssRules.length);
  byId("scores-details").open = true;
}

async function start() {
  wireVisit();
  wireItems();
  wireFinish();
  wireStart();
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
  });
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (document.body.dataset.view === "visit") leaveVisit();
    else go(byId("next").dataset.to);
  });
  byId("scores-details").addEventListener("toggle", (event) => {
    if (document.body.dataset.view === "item") scoresAreOpen = event.target.open;
  });
  byId("previous").addEventListener("click", (event) => go(event.target.dataset.to));
  byId("to-overview").addEventListener("click", () => go("overview"));
  byId("to-visit").addEventListener("click", () => go("visit"));
  byId("to-finish").addEventListener("click", () => go("finish"));
  window.addEventListener("hashchange", route);
  window.addEventListener("beforeprint", beforePrint);
  await openStore();
  await route();
}

start().catch((error) => {
  // A form that cannot work is at least a form on paper.
  document.documentElement.classList.remove("js");
  throw error;
});
