// The scores so far, computed on the device by the same plan that scores the collected form.

const VERDICTS = {
  met: "met",
  not_met: "not met",
  cannot_tell: "cannot tell yet",
  not_in_force: "not in force on that day",
};

/** Scores and criteria of what is answered now. */
const scored = () => fidelityScorer.score(draft.ratings, dayOf(draft.facts.date));

function showScores() {
  const { scores, criteria } = scored();
  byId("scores-none").hidden = FORM.scores.length > 0;
  byId("score-list").replaceChildren(...FORM.scores.map((score) => scoreLine(score, own(scores, score.id))));
  byId("criterion-list").replaceChildren(
    ...Object.entries(criteria).map(([id, verdict]) => criterionLine(own(FORM.criteria, id), verdict)),
  );
}

function scoreLine(score, result) {
  const reason = result?.reason ?? "scored_when_collected";
  const hasValue = result && result.value !== null;
  const said = [
    hasValue ? score.bands[result.band] : `no score: ${FORM.reasons[reason] ?? reason}`,
    hasValue && score.reach
      ? `on a scale from ${score.reach}`.replace("from from", "from").replace("from up", "up")
      : "",
    ...(reason === "scored_when_collected" && !hasValue ? [] : spans(result)),
  ];
  return element(
    "li",
    {},
    element("span", { className: "title", textContent: score.title }),
    " ",
    element("span", { className: "value", textContent: hasValue ? result.shown : "–" }),
    " ",
    element("span", { className: "said", textContent: said.filter(Boolean).join("\u00a0· ") }),
  );
}

/** How much of a score is rated, and what it could still become. */
function spans(result) {
  const apart = result.n_expected - result.n_applicable;
  const open = result.lowest !== null && result.highest !== null && result.lowest !== result.highest;
  return [
    `${result.n_rated} of ${result.n_expected} rated${apart ? `, ${apart} not applicable` : ""}`,
    open ? `could be ${result.shown_lowest} to ${result.shown_highest}` : "",
  ];
}

function criterionLine(title, verdict) {
  return element(
    "li",
    {},
    element("span", { className: "title", textContent: title }),
    " ",
    element("span", { className: "verdict", textContent: VERDICTS[verdict] }),
  );
}
