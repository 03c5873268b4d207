// Findings in a writer's words.

import { gettext, ngettext } from "./messages.js";
import { unescaped } from "./surface/entities.js";
import { markup } from "./syntax.js";

export const SEVERITIES = ["error", "warning", "info"];
export const NAMES = { error: gettext("To change"), warning: gettext("To consider"), info: gettext("Good to know") };
const COUNTED = {
  error: (number) => ngettext("{number} to change", "{number} to change", number),
  warning: (number) => ngettext("{number} to consider", "{number} to consider", number),
  info: (number) => ngettext("{number} good to know", "{number} good to know", number),
};

/** Return a message without its marks of code. */
export function plain(text) {
  return text.replace(/`([^`]*)`/g, "“$1”");
}

/** Return how many remarks of each kind there are, in words: `3 to change, 1 to consider`. */
export function verdictOf(findings) {
  const told = SEVERITIES.map((one) => [findings.filter(({ severity }) => severity === one).length, one])
    .filter(([number]) => number)
    .map(([number, one]) => COUNTED[one](number))
    .join(", ");
  if (findings.some((one) => one.severity === "error")) return told;
  return told ? gettext("Ready ({remarks})", { remarks: told }) : gettext("Ready");
}

/** Return what a fix does, as the words of a button. */
export function actionOf(fix, finding) {
  const whole = fix.start === finding.start && fix.end === finding.end;
  if (whole && fix.text) return gettext("Write “{words}”", { words: short(fix.text) });
  return plain(fix.title);
}

function short(text) {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

export const remarksOf = (number) => ngettext("{number} remark", "{number} remarks", number);

const TAGS = /<!--[\s\S]*?-->|<[^<>]*>/g;
const LETTER = /[\p{L}\p{N}]/u;

/** Return how many words a text has that are read: no comments, tags and signs. */
export function lengthOf(text, format = "") {
  const read = format === "text" ? text : text.replace(TAGS, " ");
  return read.split(/\s+/).filter((one) => LETTER.test(one)).length;
}

export const wordsOf = (text, format) => ngettext("{number} word", "{number} words", lengthOf(text, format));

const FEW = 42;
const NEAR = 200;

/** Return words without signs of Markdown, in which others stand between two places: `[before, after]`. */
export function around(line, start, end) {
  const signs = markup(line, "markdown");
  return [without(signs, line, 0, start), without(signs, line, end, line.length)];
}

/** Tags between which words do not run on. */
const APART = /^<\/?(?:p|div|li|t[dhr]|h[1-6]|br|d[dt])\b/i;

function without(signs, line, begin, stop) {
  let told = "";
  let at = begin;
  for (const [open, close] of signs) {
    if (close <= at || open >= stop) continue;
    told += line.slice(at, Math.max(at, open));
    if (APART.test(line.slice(open, close))) told += " ";
    at = close;
  }
  return unescaped(told + line.slice(at, Math.max(at, stop))).replace(/\s+/g, " ");
}

/** Return a line as it is read, without signs of its format. */
export const readable = (line, format) => without(markup(line, format), line, 0, line.length).trim();

/** Return the words around a finding, without signs of Markdown: `[before, words, after]`. */
export function excerptOf(text, { start, end }) {
  const first = text.lastIndexOf("\n", start - 1) + 1;
  const newline = text.indexOf("\n", end);
  const last = newline < 0 ? text.length : newline;
  const from = Math.max(first, start - NEAR);
  const to = Math.min(last, end + NEAR);
  const line = text.slice(from, to);
  const signs = markup(line, "markdown");
  const shown = (begin, stop) => without(signs, line, begin, stop);
  // The bars of a table stand between its cells.
  const cells = (told) => (/^[ \t]*\|/.test(text.slice(first, last)) ? told.replace(/\|/g, "·").replace(/^[ ·]+(?=\S)|[ ·]+$/g, (ends) => (/\s/.test(ends) ? " " : "")) : told);
  const before = cells(shown(0, start - from)).trimStart();
  const after = cells(shown(end - from, to - from)).trimEnd();
  return [
    before.length > FEW || from > first ? before.slice(-FEW).replace(/^\S*\s(?=\S)/, "…") : before,
    // What stands in a sign itself, as an alt text, is shown as it is.
    shown(start - from, end - from) || line.slice(start - from, end - from),
    after.length > FEW || to < last ? after.slice(0, FEW).replace(/\s\S*$/, "…") : after,
  ];
}

/** Return a draft to try, of wrong examples of the glossary. */
export function exampleOf(examples) {
  const some = examples.filter((one) => one.length > 24 && !/[<{`|#]/.test(one));
  const few = Array.from({ length: 6 }, (_, at) => some[Math.floor((at * some.length) / 6)]);
  return `# ${gettext("A draft to try")}\n\n${[...new Set(few.filter(Boolean))].join("\n\n")}\n`;
}
