// Where each block of the document is written: the text is what counts, and a change of the document
// changes as little of it as it can.

import { Plugin, PluginKey } from "../libraries.js";
import { escaped } from "../escapes.js";
import { read } from "./read.js";
import { SPACE, alike, schema } from "./schema.js";
import { inline, write } from "./write.js";

const MOST_KNOWN = 5000;
const MOST_ENDS = 20;
const MOST_TWINS = 4;
const APART = "\n\n";
const key = new PluginKey("sources");

/** How blocks are written that are, or were, on the page, so that undo brings back each letter. */
class Known {
  constructor() {
    this.byNode = new WeakMap();
    this.byWords = new Map();
    this.ends = [];
  }

  /** Remember what stood before and after a whole document. */
  keepEnds(doc, { head, tail }) {
    this.ends.push({ doc, head, tail });
    if (this.ends.length > MOST_ENDS) this.ends.shift();
  }

  endsOf(doc) {
    return this.ends.findLast((one) => one.doc.eq(doc));
  }

  set(node, entry) {
    this.byNode.set(node, entry);
  }

  /** Remember a block that goes. */
  keep(node, entry) {
    const name = `${node.type.name} ${node.textContent}`;
    const others = (this.byWords.get(name) ?? []).filter((one) => !one.node.eq(node)).slice(0, MOST_TWINS);
    this.byWords.delete(name);
    this.byWords.set(name, [{ node, entry }, ...others]);
    if (this.byWords.size > MOST_KNOWN) this.byWords.delete(this.byWords.keys().next().value);
  }

  get(node) {
    const found = this.byNode.get(node);
    if (found) return found;
    const kept = this.byWords.get(`${node.type.name} ${node.textContent}`);
    return kept?.find((one) => one.node.eq(node))?.entry ?? null;
  }
}

/**
 * The text of a document: `blocks`, each `{node, entry, at, from}` with its place in the document and in
 * the text, and what stands before the first and after the last.
 */
class Text {
  constructor(blocks, head, tail) {
    this.blocks = [];
    this.head = head;
    this.tail = tail;
    const parts = [head];
    let at = 0;
    let from = head.length;
    for (const { node, entry } of blocks) {
      const last = this.blocks.at(-1);
      if (last) {
        const gap = gapOf(last, entry);
        parts.push(gap);
        from += gap.length;
      }
      this.blocks.push({ node, entry, at, from });
      parts.push(entry.text);
      at += node.nodeSize;
      from += entry.text.length;
    }
    parts.push(tail);
    this.whole = parts.join("");
  }
}

/** Blocks that stood beside each other without an empty line may go on so. */
function gapOf(last, { before, after }) {
  return /\n[ \t]*\n/.test(before) || after === last.node.type.name ? before : APART;
}

/** Return the plugin that knows the text of its document. */
export function sources(known = new Known()) {
  return new Plugin({
    key,
    state: {
      init: (_, { doc }) => new Text([{ node: doc.firstChild, entry: { ...EMPTY } }], "", ""),
      apply(tr, before) {
        const given = tr.getMeta(key);
        if (given) {
          known.keepEnds(tr.before, before);
          known.keepEnds(tr.doc, given);
          for (const { node, entry } of before.blocks) known.keep(node, entry);
          return arranged(tr.doc, given, known);
        }
        return tr.docChanged ? changed(before, tr.doc, known) : before;
      },
    },
  });
}

export const textOf = (state) => key.getState(state);

/** Return a text read as `{blocks, head, tail}`, each block with its `entry`. */
export function readAll(text) {
  const { blocks, after } = read(text, { whole: true });
  if (!blocks.length) return { head: "", tail: text, blocks: [{ node: schema.nodes.paragraph.create(), entry: { ...EMPTY } }] };
  const head = blocks[0]?.before ?? "";
  return { head, tail: after, blocks: entries(blocks) };
}

export function entries(blocks) {
  return blocks.map(({ node, text, before, runs, fields }, at) => ({
    node,
    entry: { text, before: at ? before : "", after: blocks[at - 1]?.node.type.name ?? "", runs, fields },
  }));
}

/** Say with a transaction how the blocks of its document are written. */
export function written(tr, given) {
  return tr.setMeta(key, given);
}

function arranged(doc, { head, tail, blocks }, known) {
  const made = [];
  doc.forEach((node, _, at) => {
    const entry = blocks[at]?.node.eq(node) ? blocks[at].entry : anew(node);
    known.set(node, entry);
    made.push({ node, entry });
  });
  return new Text(made, head, tail);
}

/** Return the text after a change of the document; blocks that are the same node stay as they are. */
function changed(before, doc, known) {
  const old = before.blocks;
  const most = Math.min(old.length, doc.childCount);
  let start = 0;
  while (start < most && old[start].node === doc.child(start)) start += 1;
  let tail = 0;
  while (tail < most - start && old[old.length - 1 - tail].node === doc.child(doc.childCount - 1 - tail)) tail += 1;
  const gone = old.slice(start, old.length - tail);
  for (const { node, entry } of gone) known.keep(node, entry);
  const context = contextOf(old);
  const fresh = [];
  for (let at = start; at < doc.childCount - tail; at += 1) {
    const node = doc.child(at);
    const last = fresh.at(-1)?.node ?? old[start - 1]?.node ?? null;
    const entry = known.get(node) ?? nearest(gone, node, context) ?? anew(node, { last, gone, context });
    const gap = at === start && gone.length ? { before: gone[0].entry.before, after: gone[0].entry.after } : {};
    const settled = { ...entry, ...gap };
    known.set(node, settled);
    fresh.push({ node, entry: settled });
  }
  return new Text([...old.slice(0, start), ...fresh, ...old.slice(old.length - tail)], ...endsOf(before, doc, known));
}

function endsOf(before, doc, known) {
  const { head, tail } = known.endsOf(doc) ?? before;
  return [head, tail];
}

/** What links and notes may refer to. */
export function contextOf(blocks) {
  const kinds = new Set(["definition", "footnoteDefinition"]);
  return blocks
    .filter(({ node }) => kinds.has(node.attrs.kind))
    .map(({ entry }) => entry.text)
    .join("\n\n");
}

/** Return how a node is written if it comes of one of those that are gone, by a change within a line. */
function nearest(gone, node, context) {
  for (const one of gone.slice(0, 4)) {
    const found = one.node.type === node.type && node.attrs.kind === undefined ? edited(one, node, context) : null;
    if (found) return found;
  }
  return null;
}

/** Return how a node is written, from its own words. */
function anew(node, { last = null, gone = [], context = "" } = {}) {
  if (node.type.name === "paragraph" && !node.content.size) return { ...EMPTY };
  if (node.type.name === "source_block") return verbatim(node.textContent);
  const parts = partsOf(gone);
  const known = (part) => {
    const found = parts.get(part.textContent);
    if (!found?.part.content.eq(part.content)) return null;
    return part.type.name === "paragraph" ? found.text : found.text.replace(/\n/g, " ");
  };
  const text = write(node, known, last);
  return accepted(text, node, context) ?? { text: text.replaceAll(SPACE, " "), before: "", after: "", runs: [], fields: [] };
}

/** Return the entry of what stands as it is written. */
function verbatim(text) {
  const run = { at: 1, size: text.length, from: 0, to: text.length };
  return { text, before: "", after: "", runs: [run], fields: [{ at: 1, from: 0, to: text.length, lines: true }] };
}

const EMPTY = { text: "", before: "", after: "", runs: [{ at: 1, size: 0, from: 0, to: 0 }], fields: [{ at: 1, from: 0, to: 0 }] };

/** Return how each part of text in some blocks is written, by its words. */
function partsOf(blocks) {
  const parts = new Map();
  const keep = (part, entry, at) => {
    const field = !part.type.spec.code && entry.fields.find((one) => one.at === at);
    if (field) parts.set(part.textContent, { part, text: entry.text.slice(field.from, field.to).replace(/\n[ \t>]*/g, "\n") });
  };
  for (const { node, entry } of blocks) {
    if (node.isTextblock) keep(node, entry, 1);
    else {
      node.descendants((part, at) => {
        if (part.isTextblock) keep(part, entry, at + 2);
        return !part.isTextblock;
      });
    }
  }
  return parts;
}

/** Return a text as the entry of a node if it reads as that node, else null. */
function accepted(text, node, context) {
  let blocks;
  let after;
  try {
    ({ blocks, after } = read(text, { context: /\]/.test(text) ? context : "" }));
  } catch {
    // What the parser fails on is not how it is written.
    return null;
  }
  if (blocks.length !== 1 || after.trim() || blocks[0].before || !alike(blocks[0].node, node)) return null;
  const { runs, fields } = blocks[0];
  return { text: text.replaceAll(SPACE, " "), before: "", after: "", runs, fields };
}

/** Return how a node is written that was another one, but for the words of one field. */
function edited({ node: old, entry }, node, context) {
  const found = fieldChanged(old, node, 0);
  if (!found) return null;
  const field = entry.fields.find((one) => one.at === found.at + 1);
  if (!field) return null;
  for (const splice of splices(found, entry, field)) {
    const text = masked(entry, field, splice);
    const made = accepted(text, node, context);
    if (made) return made;
  }
  return null;
}

/** Return the one part of text in which two nodes differ: `{old, fresh, at}`, null if it is more. */
function fieldChanged(old, node, at) {
  if (old.type !== node.type) return null;
  if (old.isTextblock) return { old, fresh: node, at };
  if (old.childCount !== node.childCount) return null;
  let found = null;
  let place = at + 1;
  for (let index = 0; index < old.childCount; index += 1) {
    const [was, is] = [old.child(index), node.child(index)];
    if (was !== is && !was.eq(is)) {
      if (found) return null;
      found = fieldChanged(was, is, place);
      if (!found) return null;
    }
    place += was.nodeSize;
  }
  return found;
}

/** Words may go on behind the spaces that stand behind what is marked. */
const CLOSED = /([*_~]+|<\/\w+>)( +)$/;

/** Give replacements `{from, to, text}` in the source that may do what was done to a field. */
function* splices({ old, fresh, at }, entry, field) {
  const start = old.content.findDiffStart(fresh.content);
  if (start === null) return;
  let { a: end, b: stop } = old.content.findDiffEnd(fresh.content);
  const overlap = start - Math.min(end, stop);
  if (overlap > 0) {
    end += overlap;
    stop += overlap;
  }
  const put = wordsBetween(fresh, start, stop);
  if (put !== null) {
    const texts = new Set(old.type.spec.code ? [put] : [put, escaped(put)]);
    if (!old.type.spec.code) texts.add(escaped(put, { cell: true, link: true }));
    for (const [from, to] of spansOf(entry, at + 1 + start, at + 1 + end, field)) {
      for (const text of texts) yield { from, to, text: field.lines ? indented(entry, from, text) : text };
      const closed = from === to && CLOSED.exec(entry.text.slice(field.from, from));
      if (closed) for (const text of texts) yield { from: from - closed[0].length, to, text: closed[2] + text + closed[1] };
    }
  }
  if (old.type.spec.code) return;
  const cell = /^table_/.test(old.type.name);
  yield { from: field.from, to: field.to, text: inline(fresh, { flat: cell || old.type.name === "heading", cell }), own: true };
}

/** Lines in a list stand as far in as the others. */
function indented(entry, from, text) {
  const start = entry.text.lastIndexOf("\n", from - 1) + 1;
  const lead = /^[ \t>]*/.exec(entry.text.slice(start, from))[0];
  return start ? text.replace(/\n/g, `\n${lead}`) : text;
}

/** Return the words between two places of a field, null if there is more than words. */
function wordsBetween(node, from, to) {
  let text = "";
  let only = true;
  node.nodesBetween(from, to, (child, at) => {
    if (!child.isText) only = false;
    else text += child.text.slice(Math.max(0, from - at), to - at);
  });
  return only ? text : null;
}

/** Return where in the source the places from `at` to `end` may be: `[from, to]`. */
function spansOf({ runs }, at, end, field) {
  const inside = runs.filter((run) => run.from >= field.from && run.to <= field.to);
  const exact = (run) => run.size === run.to - run.from;
  const first = (run) => run.at <= at && at < run.at + run.size;
  const starts = [];
  const stops = [];
  for (const run of inside) {
    const stop = run.at + run.size;
    if (at > run.at && at < stop && exact(run)) starts.push(run.from + at - run.at);
    if (at === stop) starts.push(run.to);
    if (at === run.at) starts.push(run.from);
    if (end > run.at && end < stop && exact(run)) stops.push(run.from + end - run.at);
    if (end === stop) stops.push(run.to);
    if (end === run.at && at === end) stops.push(run.from);
  }
  if (at === end) return [...new Set([...starts, ...(starts.length ? [] : [field.from])])].map((one) => [one, one]);
  // What is taken out begins where its first sign is written, and ends where its last one is.
  const begin = inside.find(first);
  const begins = begin && exact(begin) ? [begin.from + at - begin.at] : begin ? [begin.from] : starts;
  return begins.flatMap((from) => stops.filter((to) => to >= from).map((to) => [from, to]));
}

/** Return the text of a block after a replacement; spaces at the ends of its fields are kept. */
function masked({ text, fields }, field, { from, to, text: put }) {
  const by = put.length - (to - from);
  let whole = text.slice(0, from) + put + text.slice(to);
  for (const one of fields) {
    if (one.lines) continue;
    const start = one.from > to || (one !== field && one.from >= to) ? one.from + by : one.from;
    const end = one === field || one.from >= to ? one.to + by : one.to;
    const words = whole.slice(start, end).replace(/^ +| +$/g, (spaces) => SPACE.repeat(spaces.length));
    whole = whole.slice(0, start) + words + whole.slice(end);
  }
  return whole;
}
