// Signs that a note is about somebody who could be found by it, after records/personal.py: a hint, and no guard.

/** An expression in which `\w` stands for the letters and digits of every language; it always stands in brackets. */
const sign = (source, flags) => new RegExp(source.replaceAll("\\w", "\\p{L}\\p{N}_"), `${flags}u`);
const MONTH = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}";
const DATE = String.raw`\d{1,2}(?:[./-]| )\d{1,2}(?:[./-]| )(?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? ${MONTH},? (?:\d{4}|\d\d)`;
const ANY_DATE = sign(String.raw`(?<![\w+])(?:${DATE})(?![\w])`, "gi");
const E_MAIL = sign(String.raw`[\w.+-]+@[\w-]+(?:\.[\w-]+)+`, "");
const BIRTH = sign(
  String.raw`(?<![\w])(?:(?:born|birth|birthday|dob)(?![\w])|d\.o\.b\.?)[^.\n\d]{0,25}(?:${DATE})(?!\d)`,
  "i",
);
const HEALTH_NUMBER = sign(String.raw`(?<![\w+-])(?:\d{10}|\d{3}([ -])\d{3}\1\d{4}|\d{6}[ -]\d{4})(?![\w-])`, "g");
const PHONE = sign(String.raw`(?<![\w./:+-])(?:\+\d|\(0\d|0\d|\(\d{3}\)|00\d)(?:[ ().-]{0,2}\d){6,13}(?![\w/:])`, "");
const TITLED = sign(
  String.raw`(?<![\w])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor)(?![\w])\.? (?:\p{L}\.? )?(\p{L}[\p{L}'’-]+)`,
  "g",
);
const WORD = /\p{L}+(?:['’-]\p{L}+)*/gu;
const SIGNS = [
  ["an e-mail address", (note) => E_MAIL.test(note)],
  ["a date of birth", (note) => BIRTH.test(note)],
  ["a health number", (note) => note.replace(ANY_DATE, "/").search(HEALTH_NUMBER) >= 0],
  ["a phone number", (note) => PHONE.test(note.replace(ANY_DATE, "/").replace(HEALTH_NUMBER, "/"))],
  ["a name", (note) => isTitled(note) || isTwoWords(note)],
];
const FIRST_NAMES = new Set(FORM.names.first);
const NO_NAMES = new Set(FORM.names.none);

/** What in a note looks as if somebody could be found by it; mostly nothing. */
const looksPersonal = (note) => SIGNS.filter(([, isThere]) => isThere(note)).map(([what]) => what);

const isCapitalised = (word) => word.length > 1 && /^\p{Lu}/u.test(word) && word !== word.toUpperCase();

/** Whether somebody is called by title and surname. */
const isTitled = (note) => [...note.matchAll(TITLED)].some((found) => isCapitalised(found[1]));

/** Whether two capitalised words follow each other that are not known to be something else. */
function isTwoWords(note) {
  const words = [...note.matchAll(WORD)];
  return words.some((first, place) => {
    const second = words[place + 1];
    if (!second || note.slice(first.index + first[0].length, second.index) !== " ") return false;
    if (!isCapitalised(first[0]) || !isCapitalised(second[0])) return false;
    const [one, two] = [first[0].toLowerCase(), second[0].toLowerCase()];
    if (NO_NAMES.has(one) || NO_NAMES.has(two)) return false;
    // Every sentence begins with a capital, so there the first word must be known as a name.
    return FIRST_NAMES.has(one) || !/(?:^|[.!?:;•*\n"“(/-])\s*$/.test(note.slice(0, first.index));
  });
}
