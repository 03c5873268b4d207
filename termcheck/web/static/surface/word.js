// A Word file as it looks. Its text is what counts: paragraphs with empty lines between; how each looks is
// what the server read, and is not changed here.

import { schema } from "./schema.js";
import { written } from "./html/write.js";

const NODES = schema.nodes;
const APART = "\n\n";
/** Addresses that are shown as links. */
const SAFE = /^(?:https?:|mailto:|#)/i;
const PLAIN = { kind: "paragraph", level: 0, ordered: false, cell: null, pieces: [] };
const formats = new WeakMap();

/** Return the format of a file whose paragraphs look as `looks` say. */
export function word(looks) {
  if (!formats.has(looks)) formats.set(looks, made(looks));
  return formats.get(looks);
}

/** Return paragraphs as HTML. */
export function asHtml(looks) {
  const { blocks } = word(looks).read(looks.map(textOf).join(APART));
  return `${written(blocks.map((one) => one.node))}\n`;
}

const textOf = ({ pieces }) => pieces.map((one) => one.text).join("");

function made(looks) {
  return {
    cut: true,
    /** What is changed are words, and which paragraphs there are. */
    fixed: true,
    read: (text) => read(text, looks),
    entry,
    context: () => "",
    gap: (last, { before }) => before ?? APART,
    markup: () => "",
    joined: (left, gap) => gap,
    between: () => null,
    runsOn: () => false,
    apart: () => true,
    plain: (text) => text,
    described: () => null,
  };
}

/** Return a text as blocks, as of Markdown. */
function read(text, looks) {
  const found = paragraphs(text);
  aligned(found, looks);
  const blocks = [];
  let last = 0;
  for (let at = 0; at < found.length; ) {
    const size = together(found, at);
    const group = found.slice(at, at + size);
    const node = blockOf(group);
    const [from, to] = [group[0].from, group.at(-1).to];
    const written = text.slice(from, to);
    const own = entry(node);
    const { runs, fields } = own.text === written ? own : mapped(node, group, from);
    blocks.push({ node, text: written, before: text.slice(last, from), runs, fields, parts: [] });
    last = to;
    at += size;
  }
  return { blocks, after: text.slice(last) };
}

/** Return the paragraphs of a text: `{text, from, to}`. */
function paragraphs(text) {
  const found = [];
  let at = 0;
  let open = null;
  for (const line of text.split("\n")) {
    if (!line.trim()) open = null;
    else if (open) {
      open.to = at + line.length;
      open.text = text.slice(open.from, open.to);
    } else found.push((open = { text: line, from: at, to: at + line.length }));
    at += line.length + 1;
  }
  return found;
}

/** Say of each paragraph how it looks: as the one it was, or, of a new one, as the one before it. */
function aligned(found, looks) {
  const texts = looks.map(textOf);
  const same = (some, other) => some.trim() === other.trim();
  let head = 0;
  const most = Math.min(found.length, texts.length);
  while (head < most && same(found[head].text, texts[head])) head += 1;
  let tail = 0;
  while (tail < most - head && same(found.at(-1 - tail).text, texts.at(-1 - tail))) tail += 1;
  const even = found.length === texts.length;
  let next = head;
  found.forEach((one, at) => {
    let number = -1;
    if (at < head || even) number = at;
    else if (at >= found.length - tail) number = texts.length - (found.length - at);
    else {
      const stop = texts.length - tail;
      number = texts.findIndex((text, index) => index >= next && index < stop && same(text, one.text));
      if (number < 0) number = texts.findIndex((text, index) => index >= next && index < stop && near(text, one.text));
    }
    if (number >= 0) next = number + 1;
    const before = found[at - 1]?.look;
    one.look = looks[number] ?? (before && before.kind !== "heading" && before.kind !== "picture" ? { ...before, pieces: [] } : PLAIN);
  });
}

/** Return whether one text may have come of another: they begin or end alike. */
function near(text, other) {
  const least = Math.max(8, Math.min(text.length, other.length) / 3);
  return text.slice(0, least) === other.slice(0, least) || text.slice(-least) === other.slice(-least);
}

/** Return how many paragraphs from one on stand in one list, table or quotation. */
function together(found, at) {
  const { look } = found[at];
  const goesOn = ({ look: one }) => {
    if (look.cell) return one.cell?.[0] === look.cell[0];
    if (one.cell || one.kind !== look.kind) return false;
    if (look.kind === "item") return one.level > look.level || (one.level === look.level && one.ordered === look.ordered);
    return look.kind === "quote";
  };
  let end = at + 1;
  while (end < found.length && goesOn(found[end])) end += 1;
  return end - at;
}

function blockOf(group) {
  const { look } = group[0];
  if (look.cell) return table(group);
  if (look.kind === "item") return list(group);
  if (look.kind === "quote") return NODES.blockquote.create(null, group.map((one) => NODES.paragraph.create(null, words(one))));
  if (look.kind === "heading") return NODES.heading.create({ level: Math.min(6, Math.max(1, look.level)) }, words(group[0]));
  return NODES.paragraph.create(look.kind === "picture" ? { raw: "picture" } : null, words(group[0]));
}

function list(group) {
  const { level, ordered } = group[0].look;
  const items = [];
  for (let at = 0; at < group.length; ) {
    let end = at + 1;
    while (end < group.length && group[end].look.level > level) end += 1;
    const inner = group.slice(at + 1, end);
    const content = [NODES.paragraph.create(null, words(group[at]))];
    for (let next = 0; next < inner.length; ) {
      const size = together(inner, next);
      content.push(list(inner.slice(next, next + size)));
      next += size;
    }
    items.push(NODES.list_item.create(null, content));
    at = end;
  }
  return (ordered ? NODES.ordered_list : NODES.bullet_list).create(null, items);
}

function table(group) {
  const rows = new Map();
  for (const one of group) {
    const [, row, column] = one.look.cell;
    const cells = rows.get(row) ?? new Map();
    rows.set(row, cells.set(column, [...(cells.get(column) ?? []), one]));
  }
  const width = 1 + Math.max(...[...rows.values()].flatMap((cells) => [...cells.keys()]));
  const drawn = [...rows.values()].map((cells, at) => {
    const type = at || rows.size === 1 ? NODES.table_cell : NODES.table_header;
    const made = Array.from({ length: width }, (_, column) => {
      const inside = cells.get(column);
      // Nothing can be written where the file has no paragraph with text.
      if (!inside) return type.create({ raw: "empty" });
      return type.create(null, inside.flatMap((one, index) => [...(index ? [NODES.hard_break.create({ raw: APART })] : []), ...words(one)]));
    });
    return NODES.table_row.create(null, made);
  });
  return NODES.table.create(null, drawn);
}

/** Return the words of a paragraph with their marks; those that are new are marked as what stands before them. */
function words({ text, look }) {
  const known = textOf(look);
  const most = Math.min(known.length, text.length);
  let head = 0;
  while (head < most && known[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < most - head && known.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const starts = [];
  let at = 0;
  for (const piece of look.pieces) {
    starts.push([at, marksOf(piece, look)]);
    at += piece.text.length;
  }
  const markAt = (place) => starts.findLast(([start]) => start <= Math.max(0, place))?.[1] ?? (look.kind === "code" ? [schema.mark("code")] : []);
  const found = [];
  for (let place = 0; place < text.length; place += 1) {
    const was = place < head ? place : place >= text.length - tail ? known.length - (text.length - place) : head - 1;
    const marks = markAt(was);
    const last = found.at(-1);
    if (text[place] === "\n") found.push({ marks: null });
    else if (last?.marks === marks) last.text += text[place];
    else found.push({ text: text[place], marks });
  }
  return found.map((one) => (one.marks ? schema.text(one.text, one.marks) : NODES.hard_break.create()));
}

function marksOf({ marks, href }, { kind }) {
  let set = [];
  for (const name of kind === "code" ? ["code"] : marks) {
    const mark = name === "sub" || name === "sup" ? schema.mark("tag", { name }) : schema.mark(name);
    set = mark.addToSet(set);
  }
  return SAFE.test(href) ? schema.mark("link", { href }).addToSet(set) : set;
}

/** Call `take(node, at)` for each part of text in a block, `at` where its content begins. */
function each(node, take) {
  if (node.isTextblock) take(node, 1);
  else {
    node.descendants((part, at) => {
      if (part.isTextblock) take(part, at + 2);
      return !part.isTextblock;
    });
  }
}

/** Return the letters of a part of text, and what stands for each of its places. */
function letters(part) {
  const breaks = /^table_/.test(part.type.name) ? APART : "\n";
  const found = [];
  part.forEach((child) => found.push({ text: child.isText ? child.text : breaks, size: child.nodeSize }));
  return found;
}

/** Return how a block is written: the paragraphs with text in it. */
function entry(node) {
  let text = "";
  const runs = [];
  const fields = [];
  each(node, (part, at) => {
    const found = letters(part);
    const some = found.some((one) => one.text.trim());
    if (some && text) text += APART;
    const from = text.length;
    let place = at;
    if (!some) runs.push({ at, size: 0, from, to: from });
    for (const one of some ? found : []) {
      runs.push({ at: place, size: one.size, from: text.length, to: text.length + one.text.length });
      text += one.text;
      place += one.size;
    }
    fields.push({ at, from, to: text.length });
  });
  return { text, before: null, after: "", runs, fields, parts: [] };
}

/** Return where the parts of a block are written whose paragraphs stand apart otherwise. */
function mapped(node, group, base) {
  const own = entry(node);
  const fields = [];
  const runs = [];
  let next = 0;
  for (const field of own.fields) {
    const one = field.to > field.from ? group[next] : null;
    const from = one ? one.from - base : 0;
    const size = field.to - field.from;
    const exact = one && one.text.length === size;
    for (const run of own.runs.filter(({ from: start, to }) => start >= field.from && to <= field.to)) {
      runs.push(exact ? { ...run, from: run.from - field.from + from, to: run.to - field.from + from } : { ...run, from, to: from + (one?.text.length ?? 0) });
    }
    fields.push({ ...field, from, to: from + (one?.text.length ?? 0) });
    if (one) next += 1;
  }
  return { runs, fields };
}
