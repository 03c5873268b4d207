// What was changed in a draft since it came to the page: paragraph by paragraph, word by word.

import { make } from "./dom.js";
import { gettext, ngettext } from "./messages.js";
import { readable } from "./words.js";

const byId = (id) => document.getElementById(id);
/** Pairs that are compared at most; of more, all is told as changed. */
const MOST = 4_000_000;

/** Comments that say why something was left. */
const NOTES = /[ \t]*(?:<!--+\s*termcheck:[\s\S]*?-->|\{\/\*\s*termcheck:[\s\S]*?\*\/\})/g;

/** Show how a draft of a format was and how it is. */
export function compare(before, after, format) {
  const changed = passages(before.replace(NOTES, ""), after.replace(NOTES, "")).map(([old, now]) => {
    // Without its signs, unless it is these that were changed.
    const [was, is] = [old, now].map((text) => text.split("\n").map((line) => readable(line, format)).filter(Boolean).join("\n"));
    return was === is ? [old, now] : [was, is];
  });
  byId("changes-told").textContent = changed.length
    ? ngettext("{number} passage was changed.", "{number} passages were changed.", changed.length)
    : gettext("Nothing was changed.");
  byId("changes-list").replaceChildren(...changed.map(([old, now]) => make("li", {}, ...drawn(old, now))));
  byId("changes").showModal();
}

/** Return the passages that differ: `[before, after]` each, empty where one was added or taken out. */
function passages(before, after) {
  const found = [];
  let open = null;
  for (const [kind, line] of steps(before.split(/\n/), after.split(/\n/))) {
    if (kind === "same") open = null;
    else {
      if (!open) found.push((open = [[], []]));
      open[kind === "out" ? 0 : 1].push(line);
    }
  }
  return found.map((pair) => pair.map((lines) => lines.join("\n").trim())).filter(([old, now]) => old !== now);
}

function drawn(before, after) {
  const parts = [];
  for (const [kind, word] of steps(wordsIn(before), wordsIn(after))) {
    if (parts.at(-1)?.kind === kind) parts.at(-1).text += word;
    else parts.push({ kind, text: word });
  }
  return parts.map(({ kind, text }) => {
    if (kind === "same") return text;
    const said = kind === "out" ? gettext("taken out:") : gettext("put in:");
    return make(kind === "out" ? "del" : "ins", {}, make("span", { className: "unseen" }, `${said} `), text);
  });
}

/** Return words and what stands between them. */
const wordsIn = (text) => text.split(/(\s+)/).filter(Boolean);

/** Return how one list becomes another: `["same" | "out" | "in", item]`, with as few of the latter two as can be. */
function steps(before, after) {
  let head = 0;
  while (head < Math.min(before.length, after.length) && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return [
    ...before.slice(0, head).map((item) => ["same", item]),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((item) => ["same", item]),
  ];
}

function middle(before, after) {
  const [rows, columns] = [before.length, after.length];
  if (rows * columns > MOST) return [...before.map((item) => ["out", item]), ...after.map((item) => ["in", item])];
  const width = columns + 1;
  const common = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row -= 1) {
    for (let column = columns - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      common[at] = before[row] === after[column] ? common[at + width + 1] + 1 : Math.max(common[at + width], common[at + 1]);
    }
  }
  const made = [];
  let [row, column] = [0, 0];
  while (row < rows || column < columns) {
    if (row < rows && column < columns && before[row] === after[column]) {
      made.push(["same", before[row]]);
      row += 1;
      column += 1;
    } else if (column >= columns || (row < rows && common[(row + 1) * width + column] >= common[row * width + column + 1])) {
      made.push(["out", before[row]]);
      row += 1;
    } else {
      made.push(["in", after[column]]);
      column += 1;
    }
  }
  return made;
}
