// Where each block of the document is written: the text is what counts, and a change of the document
// changes as little of it as it can.

import { Plugin, PluginKey } from "../libraries.js";
import { html, markdown } from "./formats.js";
import { SPACE, alike, schema } from "./schema.js";

const MOST_KNOWN = 5000;
const MOST_WHOLE = 40;
const MOST_TWINS = 4;
const key = new PluginKey("sources");

/** How blocks are written that are, or were, on the page, so that undo brings back each letter. */
class Known {
  constructor() {
    this.byNode = new WeakMap();
    this.byWords = new Map();
    this.whole = [];
  }

  /** Remember how a whole document is written. */
  keepAll(doc, text) {
    this.whole.push({ doc, text });
    if (this.whole.length > MOST_WHOLE) this.whole.shift();
  }

  /** Return the text of a document that was there before, undefined if it was not. */
  textOf(doc) {
    return this.whole.findLast((one) => one.doc.nodeSize === doc.nodeSize && one.doc.eq(doc))?.text;
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
 * The text of a document in a format: `blocks`, each `{node, entry, at, from}` with its place in the
 * document and in the text, and what stands before the first and after the last.
 */
class Text {
  constructor(format, blocks, head, tail) {
    this.format = format;
    this.blocks = [];
    this.head = head;
    this.tail = tail;
    const parts = [head];
    let at = 0;
    let from = head.length;
    for (const { node, entry } of blocks) {
      const last = this.blocks.at(-1);
      const gap = last ? format.gap(last, entry, node) : format.markup(entry.before ?? "");
      parts.push(gap, entry.text);
      from += gap.length;
      this.blocks.push({ node, entry, at, from });
      at += node.nodeSize;
      from += entry.text.length;
    }
    parts.push(tail);
    this.whole = parts.join("");
  }
}

/** Return the plugin that knows the text of its document. */
export function sources(known = new Known()) {
  return new Plugin({
    key,
    state: {
      init: (_, { doc }) => new Text(markdown, [{ node: doc.firstChild, entry: { ...EMPTY } }], "", ""),
      apply(tr, before) {
        const given = tr.getMeta(key);
        if (given) {
          for (const { node, entry } of before.blocks) known.keep(node, entry);
          const made = arranged(tr.doc, given, known);
          known.keepAll(tr.before, before);
          known.keepAll(tr.doc, made);
          return made;
        }
        if (!tr.docChanged) return before;
        const again = known.textOf(tr.doc);
        // The nodes are those of this document, which look the same.
        if (again) return new Text(again.format, again.blocks.map(({ entry }, at) => ({ node: tr.doc.child(at), entry })), again.head, again.tail);
        const made = changed(before, tr.doc, known);
        if (made.blocks.length !== before.blocks.length) {
          known.keepAll(tr.before, before);
          known.keepAll(tr.doc, made);
        }
        return made;
      },
    },
    filterTransaction(tr, state) {
      return !tr.docChanged || tr.getMeta(key) || !key.getState(state).format.fixed || onlyWords(tr);
    },
  });
}

const WORDS = new Set(["replace"]);

/** Return whether a transaction changes words, and not how they look. */
function onlyWords(tr) {
  if (!tr.steps.every((step) => WORDS.has(step.toJSON().stepType))) return false;
  let fits = true;
  tr.doc.descendants((node) => {
    if (node.attrs.raw === "empty" && node.content.size) fits = false;
    return !node.isTextblock;
  });
  return fits;
}

export const textOf = (state) => key.getState(state);

/** Return a text read in a format as `{format, blocks, head, tail}`, each block with its `entry`. */
export function readAll(text, format) {
  const { blocks, after } = format.read(text, { whole: true });
  if (!blocks.length) return { format, head: "", tail: text, blocks: [{ node: schema.nodes.paragraph.create(), entry: { ...EMPTY } }] };
  return { format, head: blocks[0].before, tail: after, blocks: entries(blocks) };
}

/** Return blocks that were read with how they are written: what stood before the first is not known. */
export function entries(blocks) {
  return blocks.map(({ node, text, before, runs, fields, parts }, at) => ({
    node,
    entry: { text, before: at ? before : null, after: blocks[at - 1]?.node.type.name ?? "", runs, fields, parts },
  }));
}

/** Say with a transaction how the blocks of its document are written. */
export function written(tr, given) {
  return tr.setMeta(key, given);
}

function arranged(doc, { format, head, tail, blocks }, known) {
  const made = [];
  doc.forEach((node, _, at) => {
    const entry = blocks[at]?.node.eq(node) ? blocks[at].entry : anew(node, format);
    known.set(node, entry);
    made.push({ node, entry });
  });
  return new Text(format, made, head, tail);
}

/** Return the text after a change of the document; blocks that are the same node stay as they are. */
function changed(before, doc, known) {
  const { format, blocks: old } = before;
  const most = Math.min(old.length, doc.childCount);
  let start = 0;
  while (start < most && old[start].node === doc.child(start)) start += 1;
  let same = 0;
  while (same < most - start && old[old.length - 1 - same].node === doc.child(doc.childCount - 1 - same)) same += 1;
  const gone = old.slice(start, old.length - same);
  const rest = old.slice(old.length - same);
  for (const { node, entry } of gone) known.keep(node, entry);
  const context = format.context(old);
  const fresh = [];
  const more = doc.childCount - same - start;
  for (let at = start; at < start + more; at += 1) {
    const node = doc.child(at);
    const last = fresh.at(-1)?.node ?? old[start - 1]?.node ?? null;
    // What comes new behind words without a tag has one, else it would go on in them.
    const goesOn = last && gone.length !== more && (fresh.length || !gone.length) && format.runsOn(last, node);
    const entry = format.entry?.(node) ?? (goesOn ? null : (known.get(node) ?? nearest(gone, node, { format, context }))) ?? anew(node, format, { last, gone, context, alone: doc.childCount === 1 });
    fresh.push({ node, entry: { ...entry, before: null, after: "" } });
  }
  const left = gaps(gone, fresh, format);
  let { tail } = before;
  if (left && rest.length) rest[0] = { ...rest[0], entry: { ...rest[0].entry, before: format.joined(left, rest[0].entry.before ?? "") } };
  else if (left) tail = format.joined(left, tail);
  const following = rest.length ? rest[0].entry.before : tail;
  fresh.forEach((one, at) => {
    const last = fresh[at - 1] ?? old[start - 1];
    if (last && one.entry.before === null) one.entry.before = format.between(last.node, one.node, following ?? "");
    known.set(one.node, one.entry);
  });
  return new Text(format, [...old.slice(0, start), ...fresh, ...rest], before.head, tail);
}

/**
 * Give blocks what stood before those in whose place they are, and return what is left of it: markup
 * that stands between blocks stays, whatever becomes of them.
 */
function gaps(gone, fresh, format) {
  const owner = new Map();
  let next = 0;
  fresh.forEach(({ node }, at) => {
    const found = gone.length === fresh.length || !at ? at : gone.findIndex((one, index) => index >= next && one.node.eq(node));
    if (found < 0 || found >= gone.length) return;
    owner.set(found, fresh[at]);
    next = found + 1;
  });
  let left = "";
  gone.forEach(({ entry }, at) => {
    const taker = owner.get(at);
    if (!taker) {
      left += format.markup(entry.before ?? "");
      return;
    }
    Object.assign(taker.entry, { before: left ? format.joined(left, entry.before ?? "") : entry.before, after: entry.after });
    left = "";
  });
  return left;
}

/** Return how a node is written if it comes of one of those that are gone, by a change within a line. */
function nearest(gone, node, how) {
  for (const one of gone.slice(0, 4)) {
    // Words that come where nothing was written may need a tag.
    const fits = one.node.type === node.type && node.attrs.kind === undefined && (how.format.cut || one.entry.text);
    const found = fits ? edited(one, node, how) : null;
    if (found) return found;
  }
  return null;
}

/** Return how a node is written, from its own words. */
function anew(node, format, { last = null, gone = [], context = "", alone = false } = {}) {
  if (format.entry) return format.entry(node);
  const { raw } = node.attrs;
  const nothing = node.type.name === "paragraph" && !node.content.size && !raw;
  if (nothing && (format.cut || alone || raw === "")) return { ...EMPTY };
  if (node.type.name === "source_block") return verbatim(node.textContent);
  const text = format.write(node, format.known(gone), last);
  const plain = { text: text.replaceAll(SPACE, " "), before: null, after: "", runs: [], fields: [], parts: [] };
  return accepted(text, node, { format, context }) ?? plain;
}

/** Return the entry of what stands as it is written. */
function verbatim(text) {
  const run = { at: 1, size: text.length, from: 0, to: text.length };
  return { text, before: null, after: "", runs: [run], fields: [{ at: 1, from: 0, to: text.length, lines: true }] };
}

const EMPTY = { text: "", before: null, after: "", runs: [{ at: 1, size: 0, from: 0, to: 0 }], fields: [{ at: 1, from: 0, to: 0 }] };

/** Return a text as the entry of a node if it reads as that node, else null. */
function accepted(text, node, { format, context }) {
  let blocks;
  let after;
  try {
    ({ blocks, after } = format.read(text, { context: /\]/.test(text) ? context : "", single: true }));
  } catch {
    // What the parser fails on is not how it is written.
    return null;
  }
  if (blocks.length !== 1 || after.trim() || blocks[0].before || !alike(blocks[0].node, node)) return null;
  const { runs, fields, parts } = blocks[0];
  return { text: text.replaceAll(SPACE, " "), before: null, after: "", runs, fields, parts };
}

/** Return how a node is written that was another one, but for the words of one field. */
function edited({ node: old, entry }, node, how) {
  const found = fieldChanged(old, node, 0);
  if (!found) return null;
  const field = entry.fields.find((one) => one.at === found.at + 1);
  if (!field) return null;
  const format = field.html ? html : how.format;
  for (const splice of splices(found, entry, field, format)) {
    const text = masked(entry, field, format.spaced(splice, entry.text, field));
    const made = accepted(text, node, how);
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

/** Give replacements `{from, to, text}` in the source that may do what was done to a field. */
function* splices({ old, fresh, at }, entry, field, format) {
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
    const texts = format.spellings(put, Boolean(old.type.spec.code));
    for (const [from, to] of spansOf(entry, at + 1 + start, at + 1 + end, field)) {
      for (const text of texts) yield { from, to, text: field.lines ? indented(entry, from, text) : text };
      const closed = from === to && format.closed?.exec(entry.text.slice(field.from, from));
      if (closed) for (const text of texts) yield { from: from - closed[0].length, to, text: closed[2] + text + closed[1] };
    }
  }
  if (!old.type.spec.code) yield { from: field.from, to: field.to, text: format.field(fresh), own: true };
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
