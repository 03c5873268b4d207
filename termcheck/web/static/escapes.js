// What Markdown would read as a sign, and where its own signs do not hold.

/** Signs of emphasis before it is known what stands beside them: `[open, close]`. */
export const MARKS = { bold: ["\ue010", "\ue011"], italic: ["\ue012", "\ue013"], struck: ["\ue014", "\ue015"] };
const SIGNS = {
  "\ue010": ["**", "<strong>", 1],
  "\ue011": ["**", "</strong>", -1],
  "\ue012": ["*", "<em>", 1],
  "\ue013": ["*", "</em>", -1],
  "\ue014": ["~~", "<del>", 1],
  "\ue015": ["~~", "</del>", -1],
};
const CLOSES = { "\ue010": "\ue011", "\ue012": "\ue013", "\ue014": "\ue015" };

/** Return text in which nothing is a sign of Markdown or HTML: in a `cell` no bar, in a `link` no bracket. */
export function escaped(text, { cell = false, link = false } = {}) {
  const told = text
    .replace(/[\ue000-\ue0ff]/g, "")
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/`/g, "\\`")
    .replace(/\*(?!\s)|(?<!\s)\*/g, "\\*")
    .replace(/_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_/gu, "\\_")
    // What is not closed is no link.
    .replace(link ? /[[\]]/g : /\](?=[([:]|$)|^\[(?=!|[ x]\]\s)/gi, "\\$&")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "\\&")
    .replace(/!$/, "\\!");
  const struck = (told.match(/~/g) ?? []).length > 1 ? told.replace(/~/g, "\\~") : told;
  return cell ? struck.replace(/\|/g, "\\|") : struck;
}

/** Return code between as many backticks as it takes. */
export function code(text, cell) {
  const flat = text.replace(/\s+/g, " ");
  if (!flat.trim()) return flat;
  const runs = [...flat.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = "`".repeat(runs.length ? Math.max(...runs) + 1 : 1);
  const pad = /^`|`$/.test(flat) || (/^ .* $/.test(flat) && flat.trim()) ? " " : "";
  return `${fence}${pad}${cell ? flat.replace(/\|/g, "\\|") : flat}${pad}${fence}`;
}

const isSpace = (one) => !one || /\s/.test(one);
const isSign = (one) => Boolean(one) && /[\p{P}\p{S}]/u.test(one);

/** Return text with its emphasis as Markdown, where that holds, else as HTML. */
export function marked(text) {
  // Runs that go on are one.
  let told = text;
  for (const [open, close] of Object.entries(CLOSES)) {
    told = told.replaceAll(`${close}${open}`, "").replace(new RegExp(`${close}([ \\t]+)${open}`, "g"), "$1");
  }
  const stack = [];
  const chosen = new Map();
  for (let at = 0; at < told.length; at += 1) {
    if (CLOSES[told[at]]) stack.push(at);
    else if (SIGNS[told[at]]) {
      const open = stack.pop();
      const holds = open !== undefined && opens(told, open) && closes(told, at);
      for (const place of [open, at]) chosen.set(place, holds ? 0 : 1);
    }
  }
  return told.replace(/[\ue010-\ue015]/g, (sign, at) => SIGNS[sign][chosen.get(at) ?? 1]);
}

function near(text, at, by) {
  let place = at + by;
  while (SIGNS[text[place]]) place += by;
  return text[place];
}

function opens(text, at) {
  const [before, after] = [near(text, at, -1), near(text, at, 1)];
  return !isSpace(after) && (!isSign(after) || isSpace(before) || isSign(before));
}

function closes(text, at) {
  const [before, after] = [near(text, at, -1), near(text, at, 1)];
  return !isSpace(before) && (!isSign(before) || isSpace(after) || isSign(after));
}

/** Return a paragraph in which no line begins like a heading, a list, a rule or a quotation. */
export function lined(text) {
  const flat = text
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/^(?:\\\n)+|(?:\\\n|\s)+$/g, "")
    .trim();
  return begun(flat);
}

/** Return lines that do not begin like a heading, a list, a rule or a quotation. */
export function begun(text) {
  return text
    .replace(/^(#{1,6}|[-+>]|:)(?=\s|$)|^(?=-{2,}\s*$|={1,}\s*$|>)/gm, (sign) => `\\${sign}`)
    .replace(/^(\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2");
}
