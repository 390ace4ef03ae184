"""Changes to a script that a careless hand could make, each of which the tests must find."""

from __future__ import annotations

SCORING: dict[str, tuple[str, str]] = {
    "at least is above": ("(order) => order >= 0", "(order) => order > 0"),
    "above is at least": ('">": (order) => order > 0', '">": (order) => order >= 0'),
    "shown is rounded down": ("(2n * scaled + d) / (2n * d)", "scaled / d"),
    "shown is rounded half down": ("(2n * scaled + d) / (2n * d)", "(2n * scaled + d - 1n) / (2n * d)"),
    "shown stands on a cut": ("!cuts.some((cut) => compare(said, cut) === 0n)", "true"),
    "decimals of 2 only": ("twos += 1", "twos += 0"),
    "the lower end is left out": ("compare(high, at_least) < 0", "compare(high, at_least) <= 0"),
    "the upper end is let in": ("compare(low, below) >= 0", "compare(low, below) > 0"),
    "lowest counts as met": ("counts_as_lowest: ({ lowest })", "counts_as_lowest: ({ highest: lowest })"),
    "excluded counts as missing": ("excluded: () => EXCLUDED", 'excluded: () => seenAs("missing", false, null)'),
    "forbidden is excluded": ('seenAs("forbidden", false, null)', "EXCLUDED"),
    "nothing is reversed": ("points === null || !reverse", "true"),
    "ends of a reversed score stay": ("member.reverse ? ends.reverse() : ends", "ends"),
    "a profile leaves nothing out": ("if (member.off) return EXCLUDED;", ""),
    "a score counts as unrated": ("value !== null, turned(member, value)", "false, turned(member, value)"),
    "an open score has no ends": ("lowest ?? member.lowest", "lowest"),
    "points are not stepped": ("step ? step[1] : value", "value"),
    "nothing weighs": ("term.weighted ? times(number, member.weight) : number", "number"),
    "percentages begin at 0": ("term.from_lowest && member.lowest !== null", "false"),
    "met is exceeded": ("compare(number, threshold) >= 0", "compare(number, threshold) > 0"),
    "persons exceed": ("compare(share, at_least ?? ZERO) >= 0", "compare(share, at_least ?? ZERO) > 0"),
    "the highest between is the lowest": ("highest ? greater : lesser", "lesser"),
    "ends are not swapped": ("if (lowest && highest && compare(lowest, highest) > 0)", "if (false)"),
    "the value is no bound": ("value && lowest ? lesser(lowest, value) : lowest", "lowest"),
    "forbidden does not apply": (' + seen.n(({ part }) => part === "forbidden")', ""),
    "n_used without a value": ("n_used: value ? n_there : 0", "n_used: n_there"),
    "what counts as met is rated": ('part === "used" && rated', 'part === "used"'),
    "what does not apply wins": ("truths.filter((truth) => truth !== PASSED_OVER)", "truths"),
    "unknown is not met": ("points === null ? CANNOT_TELL", "points === null ? NOT_MET"),
    "a criterion begins a day late": ("day >= from", "day > from"),
    "a criterion ends a day late": ("day < until", "day <= until"),
    "without a day all hold": (": !until", ": true"),
}
"""What is found in the script, and what is put in its place: seen where observations are scored."""

READING: dict[str, tuple[str, str]] = {
    "white space as JavaScript has it": ("WHITE.test(text[start])", "/\\s/.test(text[start])"),
    "numbers begin with 0": ("(?:0|[1-9][0-9]{0,19})", "[0-9]{1,20}"),
    "trailing zeros count": ('text.replace(/\\.?0+$/, "")', "text"),
    "minus nothing is a number": ('short === "-0" ? "0" : short', "short"),
    "counts have halves": ('kind === "count" && value.d !== 1n', "false"),
    "no measure has an end": ("high && compare(value, high) > 0", "false"),
    "persons do more than was asked": ("asked > 0n && had <= asked", "asked > 0n"),
    "codes are known letter by letter": ("?? reader.numbers.get(canonical(text))", ""),
    "letters are counted in halves": ("[...(UNSEEN.test(text) ? escaped(text) : text)]", 'escaped(text).split("")'),
    "nothing is refused by name": ("if (reader.refused.has(text))", "if (false)"),
}
"""The same, seen where texts are read."""

UNCHANGED = ("use strict", "use strict")
"""No change, which nothing must find."""
