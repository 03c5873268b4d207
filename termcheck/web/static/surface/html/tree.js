// HTML as elements that know where they are written. Nothing of it is handed to the browser: it cannot
// load or run. Where a browser would mend what is wrong, an element is `odd`: it stands as it is written.

import { unescaped } from "../entities.js";

const set = (names) => new Set(names.split(" "));
const VOID = set("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr");
/** What they hold is no HTML. */
const RAW = set("iframe noembed noframes noscript plaintext script style template textarea title xmp");
const ENDS_P = set(
  "address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul",
);
const WALLS = set("table td th caption button object applet marquee html svg math");
/** Elements that go on in the next paragraph where they are not closed. */
const FORMS = set("a b big code em font i nobr s small strike strong tt u");
const HEADING = /^h[1-6]$/;
const ROWS = set("tr thead tbody tfoot");
/** What an open element closes: the names it ends, and those beyond which it does not look. */
const CLOSES = {
  li: [set("li"), set("ul ol menu")],
  dd: [set("dd dt"), set("dl")],
  dt: [set("dd dt"), set("dl")],
  td: [set("td th"), set("table")],
  th: [set("td th"), set("table")],
  tr: [set("tr caption colgroup"), set("table")],
  option: [set("option"), set("select")],
};
for (const name of ["thead", "tbody", "tfoot"]) CLOSES[name] = [set("thead tbody tfoot caption colgroup"), set("table")];
const ATTRIBUTE = /([^\s/>"'=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/g;
const MOST_DEEP = 200;

/**
 * Return the nodes of a text: elements `{name, from, to, start, end, children, odd}`, whose content goes
 * from `start` to `end`, and `#text`, `#comment`, `#other` and `#stray` (an end of nothing). Null for a
 * text in which elements are too deep in each other.
 */
export function parse(text) {
  const root = { name: "#root", from: 0, to: text.length, start: 0, end: text.length, children: [], odd: false };
  const stack = [root];
  const top = () => stack.at(-1);
  const leaf = (name, from, to) => top().children.push({ name, from, to, start: to, end: to, children: [], odd: false });
  const words = (from, to) => {
    if (to <= from) return;
    const last = top().children.at(-1);
    if (last?.name === "#text" && last.to === from) last.to = to;
    else leaf("#text", from, to);
    if ((top().name === "table" || ROWS.has(top().name)) && text.slice(from, to).trim()) top().odd = true;
  };
  /** Close all above a place of the stack; what was not closed is odd. */
  const popTo = (depth, at) => {
    while (stack.length > depth) {
      const node = stack.pop();
      node.end = at;
      node.to = at;
      if (FORMS.has(node.name)) node.odd = top().odd = true;
      trim(node, text);
    }
  };
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf("<", at);
    if (next < 0) break;
    words(at, next);
    const found = tagAt(text, next);
    if (stack.length > MOST_DEEP) return null;
    if (!found) {
      words(next, next + 1);
      at = next + 1;
      continue;
    }
    at = found.to;
    if (found.kind !== "tag") leaf(found.kind, next, at);
    else if (found.closes) closed(found, next);
    else opened(found, next);
  }
  words(at, text.length);
  popTo(1, text.length);
  return root;

  function opened({ name, to }, from) {
    if (ENDS_P.has(name)) closeIn(set("p"), WALLS, from);
    if (CLOSES[name]) closeIn(...CLOSES[name], from);
    if (HEADING.test(name) && HEADING.test(top().name)) popTo(stack.length - 1, from);
    const node = { name, from, to, start: to, end: to, children: [], odd: false };
    if (top().name === "table" && !/^(?:caption|colgroup|col|thead|tbody|tfoot|tr|td|th|script|style|template)$/.test(name)) top().odd = true;
    top().children.push(node);
    const empty = text[to - 2] === "/" && stack.some((one) => one.name === "svg" || one.name === "math");
    if (VOID.has(name) || empty) return;
    if (RAW.has(name)) {
      const end = name === "plaintext" ? null : new RegExp(`</${name}(?=[\\s/>])[^>]*>`, "gi");
      if (end) end.lastIndex = to;
      const close = end?.exec(text);
      node.end = close?.index ?? text.length;
      node.to = at = close ? close.index + close[0].length : text.length;
      return;
    }
    stack.push(node);
  }

  function closed({ name, to }, from) {
    const wall = /^(?:table|caption|html|body|t[drh]|tbody|thead|tfoot|svg|math|object|button)$/.test(name) ? null : WALLS;
    let depth = stack.length - 1;
    while (depth > 0 && stack[depth].name !== name) {
      if (wall?.has(stack[depth].name)) depth = 0;
      else depth -= 1;
    }
    if (depth <= 0) {
      leaf("#stray", from, to);
      return;
    }
    const node = stack[depth];
    if (FORMS.has(name) && depth + 1 < stack.length) node.odd = true;
    popTo(depth + 1, from);
    stack.pop();
    Object.assign(node, { end: from, to });
    if (node.odd && FORMS.has(name)) top().odd = true;
  }

  function closeIn(names, walls, from) {
    for (let depth = stack.length - 1; depth > 0; depth -= 1) {
      if (names.has(stack[depth].name)) {
        popTo(depth, from);
        return;
      }
      if (walls.has(stack[depth].name)) return;
    }
  }
}

/** What a browser closed by itself ends with its last word. */
function trim(node, text) {
  while (node.to > node.start && /\s/.test(text[node.to - 1])) node.to -= 1;
  node.end = node.to;
}

function tagAt(text, from) {
  const sign = text[from + 1];
  if (sign === "!" || sign === "?") {
    if (text.startsWith("<!--", from)) {
      const short = /^<!--(?:-?>)/.exec(text.slice(from, from + 7));
      if (short) return { kind: "#comment", to: from + short[0].length };
      const end = /--!?>/g;
      end.lastIndex = from + 4;
      const found = end.exec(text);
      return { kind: "#comment", to: found ? found.index + found[0].length : text.length };
    }
    const end = text.startsWith("<?php", from) ? text.indexOf("?>", from) + 1 : text.indexOf(">", from);
    return { kind: "#other", to: end > 0 ? end + 1 : text.length };
  }
  if (!/[a-zA-Z/]/.test(sign ?? "")) return null;
  if (sign === "/" && !/[a-zA-Z]/.test(text[from + 2] ?? "")) {
    const end = text.indexOf(">", from);
    return { kind: "#other", to: end < 0 ? text.length : end + 1 };
  }
  const start = from + (sign === "/" ? 2 : 1);
  let stop = start;
  while (stop < text.length && !/[\s/>]/.test(text[stop])) stop += 1;
  const to = tagEnd(text, stop);
  // What never ends is lost in a browser.
  if (to < 0) return { kind: "#other", to: text.length };
  return { kind: "tag", closes: sign === "/", name: text.slice(start, stop).toLowerCase(), to };
}

/** Return where a tag ends whose attributes begin at a place, -1 if it never does. */
function tagEnd(text, from) {
  let at = from;
  const skip = (pattern) => {
    while (at < text.length && pattern.test(text[at])) at += 1;
  };
  while (at < text.length) {
    if (text[at] === ">") return at + 1;
    if (/[\s/]/.test(text[at])) {
      at += 1;
      continue;
    }
    at += 1;
    skip(/[^\s/>=]/);
    const name = at;
    skip(/\s/);
    if (text[at] !== "=") {
      at = name;
      continue;
    }
    at += 1;
    skip(/\s/);
    const quote = /["']/.test(text[at] ?? "") ? text[at] : "";
    if (!quote) skip(/[^\s>]/);
    else {
      const end = text.indexOf(quote, at + 1);
      if (end < 0) return -1;
      at = end + 1;
    }
  }
  return -1;
}

/** Return the attributes of an open tag by their lower-case names. */
export function attributes(tag) {
  const found = new Map();
  const inside = tag.replace(/^<[^\s/>]+/, "").replace(/\/?>$/, "");
  for (const [, name, double, single, bare] of inside.matchAll(ATTRIBUTE)) {
    const key = name.toLowerCase();
    if (!found.has(key)) found.set(key, unescaped(double ?? single ?? bare ?? ""));
  }
  return found;
}

/** Return the name in an open tag. */
export const nameOf = (tag) => /^<([^\s/>]+)/.exec(tag)?.[1].toLowerCase() ?? "";
