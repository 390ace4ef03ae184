// Where one stands: the bar at the top, and the list of all items with what became of each.

function showAll() {
  if (!draft) return;
  showBar();
  showVisitHints();
  showOverview();
  showScores();
  showFinish();
}

function badge(state) {
  return element("span", { className: "badge", data: { state }, textContent: STATES[state] });
}

function showBar() {
  const many = FORM.items.length;
  byId("whose").textContent = visitName(draft.facts) || "A new visit";
  byId("state").replaceChildren(badge(draft.state));
  byId("progress").value = draft.n_answered;
  byId("answered").textContent = `${draft.n_answered} of ${many} answered`;
}

function showOverview() {
  const current = byId("items").querySelector(".item.current")?.dataset.item;
  const lines = FORM.items.map((item) => {
    const { kind, words } = answerOf(item.id);
    const note = noteOf(item.id) ? " · with a note" : "";
    const link = element(
      "a",
      { href: `#/${draft.id}/item/${item.id}`, data: { kind } },
      element("span", { className: "number", textContent: item.number }),
      " ",
      element("span", { className: "text", textContent: item.text }),
      " ",
      element("span", { className: "answer", textContent: words + note }),
    );
    if (item.id === current && document.body.dataset.view === "item") link.setAttribute("aria-current", "step");
    return element("li", {}, link);
  });
  byId("overview-list").replaceChildren(...lines);
}
