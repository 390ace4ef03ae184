/*
 * A checklist's plan at work where there is no Python: it reads answers, scores them and judges the criteria.
 *
 * Plain JavaScript (ES2020) that needs nothing beside it: no network, no clock, no locale, no text run as code.
 * Every number is exact until it is shown. Each part follows the module of the package that is named above it, and the
 * project's tests hold the two equal; whoever changes one changes the other.
 *
 * `fidelity/export/javascript.py` writes the plan as data and puts it after this text:
 *
 *   fidelityScorer.score({ greeting: "3", praise: "not_applicable" }, "2026-11-20")
 *       gives { scores: { total: { value: "200/3", shown: "66.67", ... } }, criteria: { competent: "met" } }
 *   fidelityScorer.read("greeting", "3.0")
 *       gives { ok: true, text: "3" }, or { ok: false, message, help }
 */
const fidelityScorerOf = (plan) => {
  "use strict";

  // Exact numbers (model/number.py): a whole number over a whole number above 0, in lowest terms.

  const fraction = (n, d) => {
    if (d === 1n) return { n, d };
    if (d < 0n) [n, d] = [-n, -d];
    let [divisor, rest] = [n < 0n ? -n : n, d];
    while (rest) [divisor, rest] = [rest, divisor % rest];
    return { n: n / divisor, d: d / divisor };
  };
  const ZERO = fraction(0n, 1n);
  const ONE = fraction(1n, 1n);
  const count = (many) => fraction(BigInt(many), 1n);
  const plus = (a, b) => (a.d === b.d ? fraction(a.n + b.n, a.d) : fraction(a.n * b.d + b.n * a.d, a.d * b.d));
  const minus = (a, b) => fraction(a.n * b.d - b.n * a.d, a.d * b.d);
  const times = (a, b) => fraction(a.n * b.n, a.d * b.d);
  const divided = (a, b) => fraction(a.n * b.d, a.d * b.n);
  const compare = (a, b) => a.n * b.d - b.n * a.d; // below, equal to or above 0, as `a` is to `b`
  const lesser = (a, b) => (compare(a, b) <= 0 ? a : b);
  const greater = (a, b) => (compare(a, b) >= 0 ? a : b);

  /** A fraction as the plan writes it: `3`, `2/3`; null for an end that is open. */
  const exact = (text) => {
    if (text === null || text === undefined) return null;
    const [n, d = "1"] = text.split("/");
    return fraction(BigInt(n), BigInt(d));
  };

  /** A decimal as people write it: `-2.50`. */
  const decimal = (text) => {
    const [before, after = ""] = text.split(".");
    return fraction(BigInt(before + after), 10n ** BigInt(after.length));
  };

  /** So many digits of a whole number behind a decimal point. */
  const pointed = (number, digits) => {
    const text = String(number).padStart(digits + 1, "0");
    return digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text;
  };

  /** The shortest exact way to write a number: `4`, `0.6`, `2/3`. */
  const plain = ({ n, d }) => {
    let [rest, twos, fives] = [d, 0, 0];
    for (; rest % 2n === 0n; rest /= 2n) twos += 1;
    for (; rest % 5n === 0n; rest /= 5n) fives += 1;
    if (rest !== 1n) return `${n}/${d}`;
    const digits = Math.max(twos, fives);
    const scaled = (n * 10n ** BigInt(digits)) / d;
    return (n < 0n ? "-" : "") + pointed(n < 0n ? -scaled : scaled, digits);
  };

  // Numbers for people (report/numbers.py): half is rounded up, and never onto a cut that the number does not stand on.

  const rounded = ({ n, d }, digits) => {
    const scaled = (n < 0n ? -n : n) * 10n ** BigInt(digits);
    const whole = (2n * scaled + d) / (2n * d);
    return (n < 0n && whole ? "-" : "") + pointed(whole, digits);
  };

  const shown = (number, decimals, cuts) => {
    if (number === null) return "";
    for (let digits = decimals; ; digits += 1) {
      const text = rounded(number, digits);
      const said = decimal(text);
      if (compare(said, number) === 0n || !cuts.some((cut) => compare(said, cut) === 0n)) return text;
    }
  };

  // Ranges (model/range.py).

  const rangeOf = (ends) => Object.fromEntries(Object.entries(ends).map(([name, text]) => [name, exact(text)]));

  /** Whether any number from `low` to `high`, both included, lies in a range; null is no end. */
  const meets = ({ at_least, above, at_most, below }, low, high) =>
    !(at_least && high && compare(high, at_least) < 0) &&
    !(above && high && compare(high, above) <= 0) &&
    !(at_most && low && compare(low, at_most) > 0) &&
    !(below && low && compare(low, below) >= 0);
  const holds = (range, number) => meets(range, number, number);

  // What a cell means (ratings/cells.py, ratings/measure.py).

  const WHITE = /[\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/; // as Python has it
  const UNSEEN = /(?! )[\p{C}\p{Z}]/u;
  const NUMBER = /^-?(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,20})?$/;
  const SHARE = /^([0-9]{1,9})\/([0-9]{1,9})$/;
  const DECIMAL_COMMA = /^(?=.{1,42}$)-?[0-9]+,[0-9]+$/;
  const WORD = "[\\p{L}\\p{Nl}\\p{No}]{3,9}";
  const DATE = new RegExp(
    `^(?:\\p{Nd}{1,4}[-./ ](?:\\p{Nd}{1,2}[-./ ]\\p{Nd}{2,4}|${WORD})|${WORD}[-./ ]\\p{Nd}{1,4})$`,
    "u",
  );
  const LONGEST = 2000;
  const LETTERS = 40;

  const stripped = (text) => {
    let [start, end] = [0, text.length];
    while (start < end && WHITE.test(text[start])) start += 1;
    while (start < end && WHITE.test(text[end - 1])) end -= 1;
    return text.slice(start, end);
  };

  /** The shortest way to write the number that a text is; empty where it is none. */
  const canonical = (text) => {
    if (!NUMBER.test(text)) return "";
    const short = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
    return short === "-0" ? "0" : short;
  };

  const personOf = (text) => {
    const share = SHARE.exec(text);
    if (share) {
      const [had, asked] = [BigInt(share[1]), BigInt(share[2])];
      return asked > 0n && had <= asked ? fraction(had, asked) : null;
    }
    const number = text.endsWith("%") ? text.slice(0, -1) : text;
    if (!canonical(number)) return null;
    const part = divided(decimal(number), count(text.endsWith("%") ? 100 : 1));
    return compare(part, ZERO) >= 0 && compare(part, ONE) <= 0 ? part : null;
  };

  const personsOf = (text) => {
    if (text.length > LONGEST) return null;
    const words = text.split(WHITE).filter((word) => word);
    const persons = words.map(personOf);
    return persons.includes(null) ? null : { status: "rated", text: words.join(" "), persons };
  };

  /** What a text means on a scale that measures; null where it means nothing there. */
  const measured = ({ kind, low, high }, text) => {
    if (kind === "persons") return personsOf(text);
    const number = kind === "percent" && text.endsWith("%") ? stripped(text.slice(0, -1)) : text;
    if (!canonical(number)) return null;
    const value = decimal(number);
    if (kind === "count" && value.d !== 1n) return null;
    if ((low && compare(value, low) < 0) || (high && compare(value, high) > 0)) return null;
    return { status: "rated", text: plain(value), value };
  };

  const readers = plan.readers.map((reader) => {
    const answers = reader.answers.map(([text, status, points]) => ({ text, status, value: exact(points) }));
    const named = (pairs) => new Map(pairs.map(([text, place]) => [text, answers[place]]));
    return {
      ...reader,
      texts: named(reader.texts),
      numbers: named(reader.numbers),
      refused: new Map(reader.refused),
      low: exact(reader.low),
      high: exact(reader.high),
    };
  });
  const readerOf = new Map(plan.items.map(([item, place]) => [item, readers[place]]));

  /** What a text without surrounding white space means; null where it means nothing. */
  const answerOf = (reader, text) =>
    reader.texts.get(text) ?? reader.numbers.get(canonical(text)) ?? (reader.kind ? measured(reader, text) : null);

  // Why a text means nothing. The engine also guesses at misspellings, which a page has no need of.

  const escaped = (text) =>
    text.replace(/[^ -~]|['\\]/gu, (letter) => {
      if (letter === "'") return text.includes('"') ? "\\'" : letter;
      const short = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }[letter];
      if (short) return short;
      const code = letter.codePointAt(0).toString(16);
      return code.length < 3 ? `\\x${code.padStart(2, "0")}`
        : code.length < 5 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
    });

  const quoted = (text) => {
    const letters = [...(UNSEEN.test(text) ? escaped(text) : text)];
    return `\`${letters.slice(0, LETTERS).join("")}${letters.length > LETTERS ? "\u2026" : ""}\``;
  };

  const decimalPoint = (text) =>
    DECIMAL_COMMA.test(text) ? `write a decimal point: \`${text.replace(",", ".")}\`` : "";

  const codeHelp = (reader, text) => {
    const comma = reader.numbers.size ? decimalPoint(text) : "";
    if (comma) return comma;
    const alike = [...reader.texts.keys()].find((known) => known.toLowerCase() === text.toLowerCase());
    if (alike && [...text].length <= LETTERS) return `did you mean \`${alike}\`? ${reader.permitted}`;
    if (!plan.nothing.includes(text.toLowerCase())) return reader.permitted;
    return `leave the cell empty if nothing was rated; ${reader.permitted}`;
  };

  const problemOf = (reader, text) => {
    const found = quoted(text);
    const said = (message, help = reader.permitted) => ({ ok: false, message: `${found} ${message}`, help });
    if (reader.refused.has(text)) return said(`is ${reader.refused.get(text)}, which this item does not allow`);
    if (text === "rated") return said("says that there is a rating and not which one");
    if (!reader.kind) return said("is not a code of this item", codeHelp(reader, text));
    if (reader.kind !== "persons") return said(`is not ${reader.wanted}`, decimalPoint(text) || reader.permitted);
    return said(`is not ${reader.wanted}`, DATE.test(text) ? reader.advice_on_dates : reader.advice);
  };

  /** What stands in a form, as text without surrounding white space. */
  const cell = (text) => stripped(text === null || text === undefined ? "" : String(text));

  /** What a text means for an item: the text that is kept for it, or why it means nothing and what is permitted. */
  const read = (item, text) => {
    if (!readerOf.has(item)) throw new Error(`the checklist has no item ${item}`);
    const [reader, given] = [readerOf.get(item), cell(text)];
    const answer = answerOf(reader, given);
    return answer ? { ok: true, text: answer.text } : problemOf(reader, given);
  };

  // What a score sees of its members (plan/seen.py).

  const FIXED = { off_by_design: "excluded", missing: "counts_as_missing", invalid: "counts_as_missing" };

  const members = plan.members.map((member) => ({
    ...member,
    lowest: exact(member.lowest),
    highest: exact(member.highest),
    weight: exact(member.weight),
    effects: { ...Object.fromEntries(member.effects), ...FIXED },
    steps: member.steps.map(([range, points]) => [rangeOf(range), exact(points)]),
  }));

  const turned = ({ reverse, lowest, highest }, points) =>
    points === null || !reverse ? points : minus(plus(lowest, highest), points);

  const seenAs = (part, rated, points, lowest = points, highest = points, persons = []) =>
    ({ part, rated, points, lowest, highest, persons });
  const EXCLUDED = seenAs("excluded", false, null);

  const EFFECTS = {
    excluded: () => EXCLUDED,
    not_permitted: () => seenAs("forbidden", false, null),
    counts_as_missing: ({ lowest, highest }) => seenAs("missing", false, null, lowest, highest),
    counts_as_lowest: ({ lowest }) => seenAs("used", false, lowest, lowest, lowest, [ZERO]),
    counts_as_met: ({ highest }) => seenAs("used", false, highest, highest, highest, [ONE]),
  };
  EFFECTS.used = EFFECTS.counts_as_met;
  const unrated = (member, status) => EFFECTS[member.effects[status]](member);

  const see = (member, { status, value, persons }) => {
    if (member.off) return EXCLUDED;
    if (status !== "rated") return unrated(member, status);
    if (persons) return seenAs("used", true, ZERO, ZERO, ONE, persons);
    const step = member.steps.find(([range]) => holds(range, value));
    return seenAs("used", true, turned(member, step ? step[1] : value));
  };

  const seeResult = (member, { value, reason, lowest, highest }) => {
    if (value === null && reason === "nothing_applicable") return unrated(member, "not_applicable");
    const ends = [turned(member, lowest ?? member.lowest), turned(member, highest ?? member.highest)];
    const [low, high] = member.reverse ? ends.reverse() : ends;
    return seenAs(value ? "used" : "missing", value !== null, turned(member, value), low, high);
  };

  const terms = plan.terms.map((term) => ({
    ...term,
    of: term.of && new Set(term.of),
    at_least: exact(term.at_least),
  }));

  const concerns = (term, member, seen) => term.when.includes(seen.part) && (!term.of || term.of.has(member.id));

  const counted = (term, member, seen) => {
    const { shape, at_least } = term;
    if (shape === "one") return ONE;
    if (shape === "rated") return seen.rated ? ONE : ZERO;
    if (shape === "persons") return count(seen.persons.length);
    if (shape === "persons_met") {
      return count(seen.persons.filter((share) => compare(share, at_least ?? ZERO) >= 0).length);
    }
    const floor = term.from_lowest && member.lowest !== null ? member.lowest : ZERO;
    const possible = member.highest === null ? ZERO : minus(member.highest, floor);
    if (shape === "possible") return possible;
    const number = seen[term.quantity];
    if (shape === "unlimited") return number === null ? ONE : ZERO;
    if (number === null) return ZERO;
    if (shape === "met") {
      const threshold = at_least ?? member.highest;
      return threshold !== null && compare(number, threshold) >= 0 ? ONE : ZERO;
    }
    if (shape === "share") return possible.n ? divided(minus(number, floor), possible) : ZERO;
    return minus(number, floor);
  };

  const added = (term, member, seen) => {
    const number = counted(term, member, seen);
    return term.weighted ? times(number, member.weight) : number;
  };

  // The algebra (plan/algebra.py, plan/evaluate.py): each node becomes a function of the members as they are seen.
  // An outcome is a number, a reason (text), or null for a bound that cannot be said.

  const isNumber = (outcome) => outcome !== null && typeof outcome === "object";
  const made = ([kind, ...parts]) => NODES[kind](...parts);
  const joined = (join) => (one, other) => {
    const [left, right] = [made(one), made(other)];
    return (seen) => join(left(seen), right(seen));
  };
  const SIGNS = { "\u2265": (order) => order >= 0, ">": (order) => order > 0, "=": (order) => order === 0n };
  const ranged = (ranges) => ranges.map(([range, worth]) => [rangeOf(range), exact(worth)]);

  const NODES = {
    Number: (text) => { const number = exact(text); return () => number; },
    Total: (place) => (seen) => seen.total(place),
    Least: (place) => (seen) => seen.numbers(place).reduce(lesser),
    Plus: joined(plus),
    Times: joined(times),
    Divide: joined(divided),
    Lesser: joined(lesser),
    NoScore: (reason) => () => reason,
    Unknown: () => () => null,
    LookUp: (of, pairs) => {
      const [number, ranges] = [made(of), ranged(pairs)];
      return (seen) => (ranges.find(([range]) => holds(range, number(seen))) ?? [null, null])[1];
    },
    LookUpBetween: (low, high, pairs, highest) => {
      const [ends, ranges] = [[made(low), made(high)], ranged(pairs)];
      return (seen) => {
        const [from, to] = ends.map((end) => end(seen)).map((end) => (isNumber(end) ? end : null));
        const worths = ranges.filter(([range]) => meets(range, from, to)).map(([, worth]) => worth);
        return worths.length ? worths.reduce(highest ? greater : lesser) : null;
      };
    },
    Choose: (cases, otherwise) => {
      const [choices, last] = [cases.map(([test, then]) => [made(test), made(then)]), made(otherwise)];
      return (seen) => (choices.find(([test]) => test(seen)) ?? [null, last])[1](seen);
    },
    Compare: (one, sign, other) => {
      const [left, right, stands] = [made(one), made(other), SIGNS[sign]];
      return (seen) => {
        const [a, b] = [left(seen), right(seen)];
        return isNumber(a) && isNumber(b) && stands(compare(a, b));
      };
    },
    Every: (of) => { const tests = of.map(made); return (seen) => tests.every((test) => test(seen)); },
    Some: (of) => { const tests = of.map(made); return (seen) => tests.some((test) => test(seen)); },
    Not: (of) => { const test = made(of); return (seen) => !test(seen); },
  };

  // Scores (plan/exact.py).

  /** The ends of the ranges in which a condition asks a score to lie. */
  const cutsOn = (id, [kind, of, ends]) =>
    kind === "All" || kind === "Any" ? of.flatMap((part) => cutsOn(id, part))
      : kind === "ScoreTest" && of === id ? Object.values(ends).map(exact) : [];

  const scores = plan.scores.map((score) => {
    if (score.later) return score;
    const bands = score.bands.map(rangeOf);
    const ends = [...score.range.map(exact).filter((end) => end), ...bands.flatMap((range) => Object.values(range))];
    return {
      ...score,
      members: score.members.map((place) => members[place]),
      value: made(score.value),
      lowest: made(score.lowest),
      highest: made(score.highest),
      bands,
      cuts: [ZERO, count(100), ...ends, ...plan.criteria.flatMap((each) => cutsOn(score.id, each.condition))],
    };
  });

  /** The members as a score sees them; each total is added up once. */
  const seenBy = (score, given, results) => {
    const pairs = score.members.map((member) => [
      member,
      member.is_score ? seeResult(member, results.get(member.id)) : see(member, given.get(member.id)),
    ]);
    const totals = new Map();
    const numbers = (place) => {
      const concerned = pairs.filter((pair) => concerns(terms[place], pair[0], pair[1]));
      return concerned.map((pair) => added(terms[place], pair[0], pair[1]));
    };
    const total = (place) => {
      if (!totals.has(place)) totals.set(place, numbers(place).reduce(plus, ZERO));
      return totals.get(place);
    };
    const n = (test) => pairs.filter(([, seen]) => test(seen)).length;
    return { numbers, total, n };
  };

  const resultOf = (score, seen) => {
    const outcome = score.value(seen);
    const value = isNumber(outcome) ? outcome : null;
    let [lowest, highest] = [score.lowest(seen), score.highest(seen)].map((end) => (isNumber(end) ? end : null));
    // A ladder or ratio may fall where its members rise.
    if (lowest && highest && compare(lowest, highest) > 0) [lowest, highest] = [highest, lowest];
    const n_missing = seen.n(({ part }) => part === "missing");
    const n_there = seen.n(({ part }) => part === "used");
    const band = value ? score.bands.findIndex((range) => holds(range, value)) : -1;
    return {
      value,
      reason: typeof outcome === "string" ? outcome : null,
      n_expected: score.members.filter((member) => !member.off).length,
      n_applicable: n_there + n_missing + seen.n(({ part }) => part === "forbidden"),
      n_rated: seen.n(({ part, rated }) => part === "used" && rated),
      n_missing,
      n_used: value ? n_there : 0,
      // What is missing may stay so: the value as it stands is one that the score can have.
      lowest: value && lowest ? lesser(lowest, value) : lowest,
      highest: value && highest ? greater(highest, value) : highest,
      band: band < 0 ? null : band,
    };
  };

  /** What stands in the place of a score that only Python can compute. */
  const LATER = {
    value: null, reason: "scored_when_collected", n_expected: null, n_applicable: null, n_rated: null, n_missing: null,
    n_used: null, lowest: null, highest: null, band: null,
  };

  const written = (result, { decimals, cuts }) => ({
    ...result,
    value: result.value && plain(result.value),
    shown: shown(result.value, decimals, cuts),
    lowest: result.lowest && plain(result.lowest),
    highest: result.highest && plain(result.highest),
    shown_lowest: shown(result.lowest, decimals, cuts),
    shown_highest: shown(result.highest, decimals, cuts),
  });

  // Criteria, in Kleene's logic (plan/judgement.py), by the day (scoring.py).

  const [NOT_MET, CANNOT_TELL, MET, PASSED_OVER] = [0, 1, 2, 3];
  const TRUTHS = ["not_met", "cannot_tell", "met", "cannot_tell"]; // where nothing applies, nothing can be told
  const passes = (passed) => (passed ? MET : NOT_MET);

  const folded = (of, fold) => {
    const parts = of.map(judge);
    return (...facts) => fold(parts.map((part) => part(...facts)));
  };
  const tested = (id, passed) => (given, results) => {
    const result = results.get(id);
    return result.value === null ? CANNOT_TELL : passes(passed(result));
  };

  const CONDITIONS = {
    All: (of) => folded(of, (truths) => Math.min(...truths)),
    Any: (of) => folded(of, (truths) => {
      const told = truths.filter((truth) => truth !== PASSED_OVER);
      return told.length ? Math.max(...told) : PASSED_OVER;
    }),
    ItemTest: (places, ends) => {
      const [asked, range] = [places.map((place) => members[place]), rangeOf(ends)];
      const passed = ({ part, points }) =>
        part === "excluded" ? PASSED_OVER : points === null ? CANNOT_TELL : passes(holds(range, points));
      return (given) => Math.min(...asked.map((member) => passed(see(member, given.get(member.id)))));
    },
    ScoreTest: (id, ends) => {
      const range = rangeOf(ends);
      return tested(id, ({ value }) => holds(range, value));
    },
    BandTest: (id, bands) => tested(id, ({ band }) => bands.includes(band)),
  };
  const judge = ([kind, ...parts]) => CONDITIONS[kind](...parts);
  const criteria = plan.criteria.map((each) => ({ ...each, judged: judge(each.condition) }));
  const inForce = ({ from, until }, day) => (day ? (!from || day >= from) && (!until || day < until) : !until);

  /** What each criterion says; of several with one id, the one that holds on the day. */
  const verdicts = (given, results, day) => {
    const said = new Map();
    for (const { id, from, until, judged } of criteria) {
      if (!said.has(id)) said.set(id, "not_in_force");
      if (inForce({ from, until }, day)) said.set(id, TRUTHS[judged(given, results)]);
    }
    return Object.fromEntries(said);
  };

  /**
   * Scores and criteria of one observation.
   *
   * `answers` holds a text for each item that was answered, as a cell of a table would; one that means nothing counts
   * as missing, and `read` says why. `day` is year-month-day, or empty where nobody wrote it down.
   */
  const score = (answers, day = "") => {
    if (day && !/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(day)) throw new Error(`${day} is not year-month-day`);
    const texts = new Map(Object.entries(answers));
    const meant = (item, reader) => answerOf(reader, cell(texts.get(item))) ?? { status: "invalid" };
    const given = new Map([...readerOf].map(([item, reader]) => [item, meant(item, reader)]));
    const results = new Map();
    for (const each of scores) results.set(each.id, each.later ? LATER : resultOf(each, seenBy(each, given, results)));
    return {
      scores: Object.fromEntries(scores.map((each) => [each.id, written(results.get(each.id), each)])),
      criteria: verdicts(given, results, day),
    };
  };

  return Object.freeze({ score, read, items: Object.freeze([...readerOf.keys()]) });
};
