// HTML as nodes, with a map from each place in them to where it is written, as of Markdown.
//
// What only holds other elements (`div`, `section`, the delimiters of WordPress) is not shown: it stands
// between the blocks and stays there. What has no look of its own is shown as it is written.

import { decoded } from "../entities.js";
import { TAGS, each, schema } from "../schema.js";
import { attributes, parse } from "./tree.js";

const set = (names) => new Set(names.split(" "));
const NODES = schema.nodes;
const MARKUP = set("#stray #other");
/** Elements that hold blocks, or words if there is nothing else in them. */
const HOLDERS = set(
  "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form header hgroup html li main nav p section summary",
);
const PARTS = set("h1 h2 h3 h4 h5 h6 hr li ol p pre table ul");
const INLINE = set(
  "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr",
);
/** What stands in a line as it is written: it does something, or is drawn by something else. */
const ATOMS = set("audio button canvas embed iframe input label math meta link object picture progress script select style svg template textarea video noscript");
const HIDDEN = set("head script style template noscript svg math iframe object video audio");
const LIST = /^(?:ul|ol|menu)$/;
/** The delimiters of WordPress's blocks, which say of what kind what stands between them is. */
const DELIMITER = /^<!--\s*\/?wp:[\s\S]*?-->$/;
const ALONE = /\/-->$/;
const BLANK = /\n[ \t]*\n/;
/** What a content system or a site generator puts something in the place of. */
const CODE = /\{\{[^{}]*\}\}|\{%[^{}]*%\}|\[(?:\/[a-z][\w-]*|[a-z][\w-]*(?:\s+[\w-]+=(?:"[^"\]]*"|'[^'\]]*'|[^\s\]"']+))+\s*\/?|(?:gallery|playlist|embed|audio|video|caption)\s*)\]/gi;
const MOST_COLUMNS = 200;
const BOLD = /(?:^|;)\s*font-weight:\s*(\w+)/i;
const SLANT = /(?:^|;)\s*font-style:\s*(\w+)/i;

/**
 * Return a text as blocks `{node, text, before, runs, fields, parts}` and what stands after the last:
 * `before` is what stands between it and the one before, `fields` where each part of text is written,
 * `parts` where each node in it is. Of `single` blocks none is set apart by empty lines.
 */
export function read(text, { single = false } = {}) {
  const root = parse(text);
  const spans = root ? flat(root, text, !single) : text.trim() ? [{ kind: "html", from: 0, to: text.length }] : [];
  const blocks = [];
  let at = 0;
  for (const { from, to, kind, element, line } of spans) {
    const made = { text, base: from, runs: [], fields: [], parts: [] };
    const node = kind ? source(kind, from, to, made) : element ? block(element, 0, made) : words(line, from, to, 0, made, "");
    blocks.push({ node, text: text.slice(from, to), before: text.slice(at, from), runs: made.runs, fields: made.fields, parts: made.parts });
    at = to;
  }
  return { blocks, after: text.slice(at) };
}

/** Return what is shown of an element: `{from, to}` with its `element`, a `line` of words, or the `kind` of source it is. */
function flat(parent, text, top = false) {
  const found = [];
  let line = [];
  const flush = () => {
    found.push(...lines(line, text, top));
    line = [];
  };
  for (const node of parent.children) {
    if (inLine(node, text)) line.push(node);
    else {
      flush();
      if (MARKUP.has(node.name) || node.name === "#comment") continue;
      const { from, to } = node;
      if (can(node, text)) found.push({ from, to, element: node });
      else if (holds(node, text)) found.push(...flat(node, text));
      else if (!empty(node, text)) found.push({ from, to, kind: kindOf(node) });
    }
  }
  flush();
  return found;
}

/** Return whether a node stands among words. */
function inLine(node, text) {
  if (node.name === "#text") return true;
  if (node.name === "#comment") return !isDelimiter(node, text);
  return INLINE.has(node.name) ? phrasing(node, text) : ATOMS.has(node.name);
}

const isDelimiter = (node, text) => {
  const raw = text.slice(node.from, node.to);
  return DELIMITER.test(raw) && !ALONE.test(raw);
};

/** Return whether an element holds words and nothing else. */
function phrasing(node, text) {
  return !node.odd && node.children.every((one) => one.name !== "#stray" && one.name !== "#other" && inLine(one, text));
}

const blankText = (node, text) => node.name === "#text" && !text.slice(node.from, node.to).trim();

/** Return whether there is nothing to be seen in an element. */
function empty(node, text) {
  if (node.name === "#comment") return isDelimiter(node, text);
  if (node.name === "#text") return blankText(node, text);
  if (MARKUP.has(node.name)) return true;
  return (HOLDERS.has(node.name) || INLINE.has(node.name)) && !/^(?:img|br)$/.test(node.name) && node.children.every((one) => empty(one, text));
}

/** Return whether a node has a look of its own. */
function can(node, text) {
  const { name } = node;
  if (name === "hr") return true;
  if (name === "p" || /^h[1-6]$/.test(name)) return phrasing(node, text);
  if (name === "pre") return !node.odd && plainIn(node);
  if (LIST.test(name)) return canList(node, text);
  if (name === "table") return canTable(node, text);
  if (name === "blockquote") return canHold(node, text);
  return HOLDERS.has(name) && !empty(node, text) && phrasing(node, text) && !/^(?:form|fieldset|nav|html|body)$/.test(name);
}

/** Return whether an element is there for what it holds, which is shown. */
function holds(node, text) {
  if (node.name === "form" || node.name === "fieldset") return hasPart(node);
  if (HOLDERS.has(node.name)) return !(node.name === "p") || !node.odd;
  return INLINE.has(node.name) && !node.odd && hasPart(node);
}

function hasPart(node) {
  return node.children.some((one) => PARTS.has(one.name) || hasPart(one));
}

function plainIn(node) {
  return node.children.every((one) => one.name === "#text" || (!one.odd && INLINE.has(one.name) && !/^(?:img|wbr)$/.test(one.name) && plainIn(one)));
}

const kindOf = ({ name }) => (name === "#comment" ? "comment" : HIDDEN.has(name) ? "hidden" : "html");

function canList(node, text) {
  let items = 0;
  for (const one of node.children) {
    if (one.name === "li") {
      if (!canHold(one, text)) return false;
      items += 1;
    } else if (LIST.test(one.name)) {
      // Google Docs hangs inner lists into the outer one.
      if (!items || !canList(one, text)) return false;
    } else if (!blankText(one, text) && !(one.name === "#comment" && isDelimiter(one, text))) return false;
  }
  return items > 0 && !node.odd;
}

/** Return whether an element holds words, and blocks that can be shown, also in others that only hold them. */
function canHold(node, text) {
  return !node.odd && node.children.every((one) => inLine(one, text) || (one.name === "#comment" && isDelimiter(one, text)) || canBeIn(one, text) || wraps(one, text));
}

const canBeIn = (node, text) => node.name !== "table" && !MARKUP.has(node.name) && can(node, text);

/** Return whether an element in another one is there for what it holds. */
function wraps(node, text) {
  return HOLDERS.has(node.name) && !/^(?:form|fieldset|nav|html|body|p|li)$/.test(node.name) && canHold(node, text);
}

function canTable(node, text) {
  const rows = rowsOf(node, text);
  if (!rows?.length || node.odd || !regular(rows, text)) return false;
  return rows.every(({ row }) => row.children.some((one) => /^t[dh]$/.test(one.name)) && row.children.every((one) => (/^t[dh]$/.test(one.name) ? canCell(one, text) : blankText(one, text))));
}

/** Return whether all rows are as wide, and no cell reaches below the last. */
function regular(rows, text) {
  const below = [];
  let width = null;
  for (const { row } of rows) {
    const cells = row.children.filter((one) => /^t[dh]$/.test(one.name));
    let column = 0;
    for (const cell of cells) {
      while (below[column] > 0) column += 1;
      const [wide, high] = [spanOf(cell, text, "colspan"), spanOf(cell, text, "rowspan")];
      for (const end = Math.min(column + wide, MOST_COLUMNS); column < end; column += 1) {
        if (below[column] > 0) return false;
        below[column] = high;
      }
    }
    const all = Math.max(column, below.findLastIndex((one) => one > 0) + 1);
    for (let at = 0; at < all; at += 1) {
      if (!(below[at] > 0)) return false;
      below[at] -= 1;
    }
    width ??= all;
    if (all !== width || all >= MOST_COLUMNS) return false;
  }
  return below.every((one) => one === 0);
}

const canCell = (cell, text) => canHold(cell, text);

/** Return the one line in a cell, as what holds it: `{children, start, end}`; null where there is more. */
function lineIn(cell, text) {
  const [one, more] = partsIn(cell, text);
  if (more) return null;
  if (!one) return cell;
  if (one.line) return { children: one.line, start: one.from, end: one.to };
  return HOLDERS.has(one.name) ? one : null;
}

/** Return the rows of a table with the group they stand in, null if there is more in it. */
function rowsOf(table, text) {
  const rows = [];
  for (const one of table.children) {
    if (one.name === "tr") rows.push({ row: one, part: null });
    else if (/^t(?:head|body|foot)$/.test(one.name)) {
      if (one.odd) return null;
      for (const row of one.children) {
        if (row.name === "tr") rows.push({ row, part: one });
        else if (!blankText(row, text)) return null;
      }
    } else if (!blankText(one, text) && !/^(?:caption|colgroup|col)$/.test(one.name)) return null;
  }
  return rows;
}

/** Return what nodes side by side are shown as: words, and what stands beside them as it is written. */
function lines(nodes, text, top) {
  const visible = (node) => node.name !== "#comment" && !ATOMS.has(node.name) && !empty(node, text);
  const first = nodes.findIndex(visible);
  const last = nodes.findLastIndex(visible);
  const alone = (some) => some.filter((one) => !empty(one, text)).map((one) => ({ from: one.from, to: one.to, kind: kindOf(one) }));
  if (first < 0) return alone(nodes);
  const found = [];
  let line = [];
  const flush = () => {
    if (!line.some(visible)) {
      found.push(...alone(line));
      line = [];
      return;
    }
    const raw = text.slice(line[0].from, line.at(-1).to);
    const from = line[0].from + raw.length - raw.trimStart().length;
    const to = line.at(-1).to - (raw.length - raw.trimEnd().length);
    if (to > from) found.push({ from, to, line });
    line = [];
  };
  for (const node of nodes.slice(first, last + 1)) {
    // Empty lines set paragraphs apart where nothing else does, as WordPress does.
    if (top && node.name === "#text" && BLANK.test(text.slice(node.from, node.to))) {
      let at = node.from;
      for (const part of text.slice(node.from, node.to).split(/(\n[ \t]*\n\s*)/)) {
        if (BLANK.test(part)) flush();
        else if (part) line.push({ ...node, from: at, to: at + part.length });
        at += part.length;
      }
    } else line.push(node);
  }
  flush();
  return [...alone(nodes.slice(0, first)), ...found, ...alone(nodes.slice(last + 1))];
}

function source(kind, from, to, made) {
  const value = made.text.slice(from, to);
  const run = { at: 1, size: value.length, from: from - made.base, to: to - made.base };
  made.runs.push(run);
  made.fields.push({ at: 1, from: run.from, to: run.to, lines: true });
  return NODES.source_block.create({ kind }, schema.text(value));
}

/** Return an element as a node that begins at a position. */
function block(node, at, made) {
  const { text } = made;
  const raw = text.slice(node.from, node.start);
  if (node.name === "hr") return NODES.rule.create({ raw: text.slice(node.from, node.to) });
  if (LIST.test(node.name)) return list(node, at, made, raw);
  if (node.name === "table") return table(node, at, made, raw);
  if (node.name === "pre") return preformatted(node, at, made);
  if (node.name === "blockquote") return NODES.blockquote.create({ raw }, inside(node, at + 1, made));
  return words(node.children, node.start, node.end, at, made, raw, node.name);
}

/** Return the lines and elements in an element and in those that are there for what they hold. */
function partsIn(node, text) {
  const found = [];
  let line = [];
  const flush = () => {
    if (line.some((one) => !blankText(one, text))) {
      const raw = text.slice(line[0].from, line.at(-1).to);
      const from = line[0].from + raw.length - raw.trimStart().length;
      found.push({ line, from, to: line.at(-1).to - (raw.length - raw.trimEnd().length) });
    }
    line = [];
  };
  const take = ({ children }) => {
    for (const one of children) {
      if (one.name === "#comment" && isDelimiter(one, text)) continue;
      if (inLine(one, text)) line.push(one);
      else {
        flush();
        if (canBeIn(one, text)) found.push(one);
        else take(one);
      }
    }
    flush();
  };
  take(node);
  return found;
}

/** Return the blocks in an element. */
function inside(node, at, made) {
  const found = partsIn(node, made.text);
  if (!found.length) found.push({ line: [], from: node.start, to: node.start });
  return parted(found, node, at, made, (one, place) => (one.line ? words(one.line, one.from, one.to, place, made, "") : block(one, place, made)));
}

/** Return parts of an element as nodes, and remember where they are and what stands around them. */
function parted(found, { start, end }, at, made, make) {
  const { text, base } = made;
  const beside = [];
  return each(found, at, (one, place) => {
    const index = found.indexOf(one);
    const before = text.slice(found[index - 1]?.to ?? start, one.from);
    const after = text.slice(one.to, found[index + 1]?.from ?? end);
    const part = { at: place, from: one.from - base, to: one.to - base, before, after, first: !index, last: index === found.length - 1, beside, index };
    beside.push(part);
    made.parts.push(part);
    return make(one, place);
  });
}

function list(node, at, made, raw) {
  const type = node.name === "ol" ? NODES.ordered_list : NODES.bullet_list;
  const items = [];
  for (const one of node.children) {
    if (one.name === "li") items.push({ item: one, more: [], from: one.from, to: one.to });
    else if (LIST.test(one.name)) {
      items.at(-1).more.push(one);
      items.at(-1).to = one.to;
    }
  }
  const found = parted(items, node, at + 1, made, ({ item, more }, place) => {
    const first = inside(item, place + 1, made);
    const then = place + 1 + first.reduce((sum, one) => sum + one.nodeSize, 0);
    return NODES.list_item.create({ raw: made.text.slice(item.from, item.start) }, [...first, ...each(more, then, (one, spot) => block(one, spot, made))]);
  });
  const order = type === NODES.ordered_list ? { order: Number.parseInt(attributes(raw).get("start") ?? "1", 10) || 1 } : {};
  return type.create({ ...order, raw }, found);
}

function spanOf(cell, text, name) {
  return Math.max(1, Number.parseInt(attributes(text.slice(cell.from, cell.start)).get(name) ?? "1", 10) || 1);
}

function table(node, at, made, raw) {
  const { text, base } = made;
  const found = rowsOf(node, text);
  const first = found[0].part ?? found[0].row;
  const rows = each(found, at + 1, ({ row, part }, place) => {
    made.parts.push({ at: place, from: row.from - base, to: row.to - base });
    const cells = parted(row.children.filter((one) => /^t[dh]$/.test(one.name)), row, place + 1, made, (cell, spot) => {
      const kind = cell.name === "th" ? "header" : "cell";
      const line = lineIn(cell, text);
      const attrs = { raw: text.slice(cell.from, cell.start), colspan: spanOf(cell, text, "colspan"), rowspan: spanOf(cell, text, "rowspan") };
      if (!line) return NODES[`rich_${kind}`].create(attrs, inside(cell, spot + 1, made));
      return NODES[`table_${kind}`].create(attrs, inlinesOf(line.children, line.start, line.end, spot, made));
    });
    return NODES.table_row.create({ raw: text.slice(row.from, row.start), part: part ? text.slice(part.from, part.start) : "" }, cells);
  });
  return NODES.table.create({ raw: raw + text.slice(node.start, first.from).trimEnd() }, rows);
}

/** Return words as a paragraph or a heading. */
function words(children, start, end, at, made, raw, name = "") {
  const level = /^h([1-6])$/.exec(name)?.[1];
  const content = inlinesOf(children, start, end, at, made);
  return level ? NODES.heading.create({ level: Number(level), raw }, content) : NODES.paragraph.create({ raw }, content);
}

function preformatted(node, at, made) {
  const { text, base } = made;
  const inner = node.children.length === 1 && node.children[0].name === "code" ? node.children[0] : node;
  // The line break after the tag is not part of it.
  const start = inner.start === node.start && text[inner.start] === "\n" ? inner.start + 1 : inner.start;
  const first = made.runs.length;
  // Nor is the one at its end.
  const end = Math.max(start, text[inner.end - 1] === "\n" ? inner.end - 1 : inner.end);
  const state = { ...made, at: at + 1, shown: "" };
  letters(inner, state, start, end);
  if (made.runs.length === first) made.runs.push({ at: at + 1, size: 0, from: start - base, to: start - base });
  made.fields.push({ at: at + 1, from: start - base, to: end - base, lines: true });
  const raw = text.slice(node.from, start);
  return NODES.code_block.create({ raw }, state.shown ? schema.text(state.shown) : null);
}

/** Read the letters in an element, whatever marks them. */
function letters(node, state, start, end) {
  for (const one of node.children) {
    if (one.name === "br") {
      run(state, state.at + state.shown.length, 1, one.from, one.to);
      state.shown += "\n";
    } else if (one.name !== "#text") letters(one, state, one.start, end);
    else {
      signs(state.text, Math.max(one.from, start), Math.min(one.to, end), (sign, from, to) => {
        run(state, state.at + state.shown.length, sign.length, from, to);
        state.shown += sign;
      });
    }
  }
}

/** Call `take(sign, from, to)` for each sign of a text. */
function signs(text, start, end, take) {
  for (let at = start; at < end; ) {
    const entity = text[at] === "&" ? decoded(text.slice(at, Math.min(end, at + 40))) : null;
    const size = entity?.size ?? 1;
    take(entity?.value ?? text[at], at, at + size);
    at += size;
  }
}

function run({ runs, base }, at, size, from, to) {
  const last = runs.at(-1);
  const exact = size === to - from;
  const goesOn = exact && last?.size && last.size === last.to - last.from && last.to === from - base && last.at + last.size === at;
  if (goesOn) {
    last.size += size;
    last.to = to - base;
  } else runs.push({ at, size, from: from - base, to: to - base });
}

/** Return what stands in a textblock that begins at a position, and where. */
function inlinesOf(children, start, end, at, made) {
  const { text, base } = made;
  const raw = text.slice(start, end);
  const from = start + raw.length - raw.trimStart().length;
  const to = Math.max(from, end - (raw.length - raw.trimEnd().length));
  const first = made.runs.length;
  const state = { ...made, at: at + 1, nodes: [], words: "", marks: [], space: null, begun: false };
  inline(children, [], state);
  flush(state);
  if (made.runs.length === first) made.runs.push({ at: at + 1, size: 0, from: from - base, to: from - base });
  made.fields.push({ at: at + 1, from: from - base, to: to - base });
  return state.nodes;
}

function flush(state) {
  if (state.words) state.nodes.push(schema.text(state.words, state.marks));
  state.words = "";
}

function put(state, sign, from, to, marks) {
  if (state.words && state.marks !== marks) flush(state);
  run(state, state.at, sign.length, from, to);
  state.marks = marks;
  state.words += sign;
  state.at += sign.length;
}

/** A space that is seen stands where its first sign is written. */
function spaced(state) {
  const { space } = state;
  state.space = null;
  if (space && state.begun) put(state, " ", space.from, space.to, space.marks);
  state.begun = true;
}

function atom(state, type, attrs, { from, to }, marks) {
  spaced(state);
  flush(state);
  state.runs.push({ at: state.at, size: 1, from: from - state.base, to: to - state.base });
  state.nodes.push(NODES[type].create(attrs, null, marks));
  state.at += 1;
}

function inline(children, marks, state) {
  const { text } = state;
  for (const node of children) {
    const raw = text.slice(node.from, node.to);
    if (node.name === "#text") texts(node, marks, state);
    else if (node.name === "br") {
      state.space = null;
      state.begun = true;
      atom(state, "hard_break", { raw }, node, marks);
      // What follows begins a line.
      state.begun = false;
    } else if (node.name === "img") {
      const said = attributes(raw);
      atom(state, "image", { src: said.get("src") ?? "", alt: said.get("alt") ?? "", raw }, node, marks);
    } else if (INLINE.has(node.name) && node.name !== "wbr" && !empty(node, text)) {
      inline(node.children, markOf(node, text).addToSet(marks), state);
    } else atom(state, "source", { raw }, node, marks);
  }
}

function texts(node, marks, state) {
  const { text } = state;
  const take = (sign, from, to) => {
    if (/^[ \t\n\f\r]$/.test(sign)) {
      if (!state.space) state.space = { from, to, marks };
      else if (state.space.to === from) state.space.to = to;
      return;
    }
    spaced(state);
    put(state, sign, from, to, marks);
  };
  let at = node.from;
  for (const found of text.slice(node.from, node.to).matchAll(CODE)) {
    const from = node.from + found.index;
    signs(text, at, from, take);
    at = from + found[0].length;
    atom(state, "source", { raw: found[0] }, { from, to: at }, marks);
  }
  signs(text, at, node.to, take);
}

/** Return the mark that shows an element. */
function markOf(node, text) {
  const raw = text.slice(node.from, node.start);
  const said = attributes(raw);
  const { name } = node;
  if (name === "a" && said.has("href")) return schema.mark("link", { href: said.get("href"), title: said.get("title") ?? null, raw });
  const style = said.get("style") ?? "";
  const weight = BOLD.exec(style)?.[1];
  const slant = SLANT.exec(style)?.[1];
  const bold = weight ? Number(weight) >= 600 || /^bold/i.test(weight) : null;
  if (bold) return schema.mark("strong", { raw });
  if (slant && /^(?:italic|oblique)/i.test(slant)) return schema.mark("em", { raw });
  if (/line-through/i.test(style)) return schema.mark("strike", { raw });
  if (name === "code" || name === "tt") return schema.mark("code", { raw });
  // Google Docs wraps everything in a `b` that is not bold.
  const shown = TAGS[name];
  if (shown && shown !== "tag" && !(shown === "strong" && bold === false) && !(shown === "em" && slant)) return schema.mark(shown, { raw });
  return schema.mark("tag", { name: /^(?:a|b|strong|i|em|font|acronym|tt|big|data|time|strike)$/.test(name) ? "span" : name, raw });
}
