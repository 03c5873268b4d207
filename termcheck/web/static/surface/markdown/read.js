// Markdown as nodes, with a map from each place in them to where it is written.
//
// A map is a list of runs `{at, size, from, to}`, in order: `size` positions of the node from `at` on are
// the text from `from` to `to`; of as many units one stands for one, else all stand for all.

import {
  Fragment,
  fromMarkdown,
  gfmFootnote,
  gfmFootnoteFromMarkdown,
  gfmStrikethrough,
  gfmStrikethroughFromMarkdown,
  gfmTable,
  gfmTableFromMarkdown,
  gfmTaskListItem,
  gfmTaskListItemFromMarkdown,
} from "../../libraries.js";
import { decoded } from "../entities.js";
import { read as readHtml } from "../html/read.js";
import { closed } from "../preview.js";
import { TAGS, each, schema } from "../schema.js";

const OPTIONS = {
  extensions: [gfmFootnote(), gfmStrikethrough(), gfmTable(), gfmTaskListItem()],
  mdastExtensions: [gfmFootnoteFromMarkdown(), gfmStrikethroughFromMarkdown(), gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
};
const FRONT = /^(---|\+\+\+)[ \t]*\n[\s\S]*?\n\1[ \t]*(?=\n|$)/;
const SIGN = /[!-/:-@[-`{-~]/;
/** What generators of sites read and Markdown does not know: containers, tabs, modules. */
const FOREIGN = /^(?:!!!|\?\?\?\+?|===) |^:::|^(?:import|export) .*from |^\{%.*%\}$|^\{[^{}]*\}$/;
const INDENTED = /^(?:!!!|\?\?\?\+?|===) /;
const ATTRIBUTES = /\s*\{[#.:][^{}\n]*\}\s*$/;
const OPEN = /^<(\w+)>$/;
const BREAK = /^<br\s*\/?>$/i;
const NODES = schema.nodes;

/**
 * Return a text as blocks `{node, text, before, runs, fields}` and what stands after the last:
 * `before` is what stands between it and the one before, `fields` where each part of text is written.
 *
 * `context` is Markdown that the text may refer to; with `whole` the text may begin with front matter.
 */
export function read(text, { context = "", whole = false } = {}) {
  const front = whole ? (FRONT.exec(text)?.[0].length ?? 0) : 0;
  // Front matter keeps its length, so that all offsets stay.
  const body = front ? text.slice(0, front).replace(/[^\n]/g, " ") + text.slice(front) : text;
  const tree = fromMarkdown(context ? `${body}\n\n${context}` : body, OPTIONS);
  const top = tree.children.filter((one) => one.position.start.offset < text.length);
  const spans = front ? [{ kind: "front", start: 0, end: front }] : [];
  for (const one of top) {
    const start = lineStart(text, one.position.start.offset);
    const end = Math.min(one.position.end.offset, text.length);
    const last = spans.at(-1);
    // A line of which two things were made has no look of its own.
    if (last && start < last.end) spans[spans.length - 1] = { kind: "foreign", start: last.start, end };
    else if (one.type === "code" && last?.kind === "foreign" && /^(?: {4}|\t)/.test(text.slice(start, end)) && INDENTED.test(text.slice(last.start, end))) last.end = end;
    else if (one.type === "paragraph" && FOREIGN.test(text.slice(one.position.start.offset, end))) spans.push({ kind: "foreign", start, end });
    else spans.push({ kind: one.type, start, end, one });
  }
  const reading = { text, definitions: definitions(tree) };
  const blocks = [];
  let at = 0;
  for (const { kind, start, end, one } of spans) {
    const made = { ...reading, base: start, runs: [], fields: [], parts: [] };
    const node = one ? block(one, 0, made) : source(kind, text.slice(start, end), 0, made, start);
    blocks.push({ node, text: text.slice(start, end), before: text.slice(at, start), runs: made.runs, fields: made.fields, parts: made.parts });
    at = end;
  }
  return { blocks, after: text.slice(at) };
}

function lineStart(text, offset) {
  let at = offset;
  while (at > 0 && (text[at - 1] === " " || text[at - 1] === "\t")) at -= 1;
  return at === 0 || text[at - 1] === "\n" ? at : offset;
}

function definitions(tree) {
  const found = new Map();
  for (const one of tree.children) if (one.type === "definition" && !found.has(one.identifier)) found.set(one.identifier, one);
  return found;
}

/** Return a block as a node that begins at a position. */
function block(one, at, made) {
  const [from, to] = [one.position.start.offset, one.position.end.offset];
  const raw = made.text.slice(from, to);
  switch (one.type) {
    case "paragraph":
      return field(NODES.paragraph.create(null, field.content(one, at + 1, made)), one, at, made);
    case "heading":
      return field(NODES.heading.create({ level: one.depth }, headed(one, at + 1, made)), one, at, made);
    case "blockquote":
      return NODES.blockquote.create(null, blocks(one, at + 1, made, from + 1));
    case "list": {
      const type = one.ordered ? NODES.ordered_list : NODES.bullet_list;
      const loose = one.spread || one.children.some((item) => item.spread);
      const items = each(one.children, at + 1, (item, place) => listItem(item, place, made));
      return type.create(one.ordered ? { order: one.start ?? 1, loose } : { loose }, items);
    }
    case "code":
      return code(one, raw, at, made);
    case "thematicBreak":
      return NODES.rule.create({ raw });
    case "table":
      return table(one, at, made);
    case "html": {
      const group = at === 0 ? htmlGroup(raw, from, at, made) : null;
      if (group) return group;
    }
    // falls through
    default:
      return source(kindOf(one, raw), one.type === "html" ? one.value : raw, at, made, from);
  }
}

/** Return HTML as what it looks like, null if not all of it has a look of its own. */
function htmlGroup(raw, from, at, made) {
  if (!closed(raw)) return null;
  const { blocks, after } = readHtml(raw, { single: true });
  const words = blocks.some(({ node }) => node.textContent.trim() || /<img/i.test(raw));
  if (!words || blocks.some(({ node }) => node.type === NODES.source_block)) return null;
  const beside = [];
  let start = from - made.base;
  const nodes = each(blocks, at + 1, ({ node, ...block }, place) => {
    const index = blocks.findIndex((one) => one.node === node);
    start += block.before.length;
    const part = { at: place, from: start, to: start + block.text.length, before: block.before, after: blocks[index + 1]?.before ?? after, first: !index, last: index === blocks.length - 1, beside, index };
    beside.push(part);
    made.parts.push(part);
    for (const kind of ["runs", "fields", "parts"]) {
      for (const one of block[kind]) {
        one.at += place;
        one.from += start;
        one.to += start;
        if (kind === "fields") one.html = true;
        made[kind].push(one);
      }
    }
    start += block.text.length;
    return node;
  });
  return NODES.html_group.create(null, nodes);
}

function kindOf(one, raw) {
  if (one.type !== "html") return one.type;
  return /^<!--/.test(raw) ? "comment" : "html";
}

function blocks(one, at, made, from) {
  if (one.children.length) return each(one.children, at, (child, place) => block(child, place, made));
  return [empty(NODES.paragraph, at, Math.min(from, one.position.end.offset), made)];
}

/** Return a part of text that is empty; `from` is where words of it would go. */
function empty(type, at, from, made) {
  made.runs.push({ at: at + 1, size: 0, from: from - made.base, to: from - made.base });
  made.fields.push({ at: at + 1, from: from - made.base, to: from - made.base });
  return type.create();
}

/** Remember where the text of a node is written. */
function field(node, one, at, made) {
  if (!node.content.size) {
    empty(node.type, at, one.position.end.offset, made);
    return node;
  }
  const mine = made.runs.filter((run) => run.at > at);
  made.fields.push({ at: at + 1, from: Math.min(...mine.map((run) => run.from)), to: Math.max(...mine.map((run) => run.to)) });
  const inside = one.children;
  if (inside?.length) {
    const last = made.fields.at(-1);
    // Signs of emphasis around the first and the last word belong to the text too.
    last.from = Math.min(last.from, inside[0].position.start.offset - made.base);
    last.to = Math.max(last.to, inside.at(-1).position.end.offset - made.base);
  }
  return node;
}
field.content = (one, at, made) => Fragment.fromArray(inlines(one.children, [], at, made));

/** A heading may end with attributes, which are not its words. */
function headed(one, at, made) {
  const last = one.children.at(-1);
  const found = last?.type === "text" && ATTRIBUTES.exec(last.value);
  if (!found) return field.content(one, at, made);
  const end = last.position.end.offset;
  const start = end - found[0].length;
  if (made.text.slice(start, end) !== found[0]) return field.content(one, at, made);
  const children = [
    ...one.children.slice(0, -1),
    ...(found.index ? [{ ...last, value: last.value.slice(0, found.index), position: { start: last.position.start, end: { offset: start } } }] : []),
    { type: "html", value: found[0], position: { start: { offset: start }, end: { offset: end } } },
  ];
  return Fragment.fromArray(inlines(children, [], at, made));
}

function listItem(item, at, made) {
  const [from, to] = [item.position.start.offset, item.position.end.offset];
  const first = item.children[0]?.position.start.offset ?? to;
  const lead = made.text.slice(from, first).replace(/\[[ x]\]\s*$/i, "");
  const attrs = { lead: /\n/.test(lead) ? null : lead, checked: item.checked ?? null };
  return NODES.list_item.create(attrs, blocks(item, at + 1, made, to));
}

/** Return lines as they are written; `value` is what they hold of the source from `from` on. */
function source(kind, value, at, made, from) {
  const node = NODES.source_block.create({ kind }, value ? schema.text(value) : null);
  lines(value, at + 1, from, made);
  return node;
}

function code(one, raw, at, made) {
  const fence = /^\s*(`{3,}|~{3,})[^\n]*/.exec(raw)?.[0].trim() ?? "";
  const from = one.position.start.offset;
  const start = fence ? from + raw.indexOf("\n") + 1 : from;
  if (one.value && (!fence || raw.includes("\n"))) lines(one.value, at + 1, start, made);
  else empty(NODES.code_block, at, one.position.end.offset, made);
  return NODES.code_block.create({ fence }, one.value ? schema.text(one.value) : null);
}

function lines(value, at, from, made) {
  let place = at;
  let start = from;
  const first = made.runs.length;
  for (const line of value.split("\n")) {
    const stop = made.text.indexOf("\n", start);
    const end = stop < 0 ? made.text.length : stop;
    const exact = made.text.slice(start, end).endsWith(line);
    const begin = exact ? end - line.length : start;
    const more = end < made.text.length ? 1 : 0;
    made.runs.push({ at: place, size: line.length, from: begin - made.base, to: end - made.base });
    if (more) made.runs.push({ at: place + line.length, size: 1, from: end - made.base, to: end + 1 - made.base });
    place += line.length + 1;
    start = end + more;
  }
  // The last line break is not part of it.
  if (made.runs.at(-1).at >= at + value.length && made.runs.length - first > 1) made.runs.pop();
  made.fields.push({ at, from: made.runs[first].from, to: made.runs.at(-1).to, lines: true });
}

function table(one, at, made) {
  const width = one.children[0].children.length;
  const rows = each(one.children, at + 1, (row, place) => {
    const type = row === one.children[0] ? NODES.table_header : NODES.table_cell;
    const given = row.children.slice(0, width);
    const cells = each(given, place + 1, (cell, spot) => {
      if (!cell.children.length) {
        const start = cell.position.start.offset;
        return empty(type, spot, Math.min(start + 2, cell.position.end.offset), made);
      }
      return field(type.create(null, field.content(cell, spot + 1, made)), cell, spot, made);
    });
    while (cells.length < width) cells.push(type.create());
    return NODES.table_row.create(null, cells);
  });
  return NODES.table.create({ align: one.align ?? [] }, rows);
}

/** Return what stands between words as nodes with marks. */
function inlines(children, marks, at, made) {
  const found = [];
  let place = at;
  const add = (nodes) => {
    found.push(...nodes);
    for (const node of nodes) place += node.nodeSize;
  };
  for (let index = 0; index < children.length; index += 1) {
    const one = children[index];
    const closed = one.type === "html" ? closing(children, index) : 0;
    if (closed) {
      const name = OPEN.exec(one.value)[1].toLowerCase();
      const mark = schema.mark(TAGS[name], TAGS[name] === "tag" ? { name } : null);
      add(inlines(children.slice(index + 1, closed), mark.addToSet(marks), place, made));
      index = closed;
    } else add(inline(one, marks, place, made));
  }
  return found;
}

/** Return where the element closes that a child opens, 0 if it opens none that is shown. */
function closing(children, index) {
  const name = OPEN.exec(children[index].value)?.[1].toLowerCase();
  if (!TAGS[name]) return 0;
  let depth = 0;
  for (let at = index; at < children.length; at += 1) {
    const value = children[at].type === "html" ? children[at].value.toLowerCase() : "";
    if (value === `<${name}>`) depth += 1;
    if (value === `</${name}>`) depth -= 1;
    if (!depth) return at > index + 1 ? at : 0;
  }
  return 0;
}

const MARKS = { emphasis: "em", strong: "strong", delete: "strike" };

function inline(one, marks, at, made) {
  const [from, to] = [one.position.start.offset, one.position.end.offset];
  const raw = made.text.slice(from, to);
  const atom = (type, attrs) => {
    made.runs.push({ at, size: 1, from: from - made.base, to: to - made.base });
    return [NODES[type].create(attrs, null, marks)];
  };
  switch (one.type) {
    case "text":
      return aligned(one.value, from, to, marks, at, made);
    case "emphasis":
    case "strong":
    case "delete":
      return inlines(one.children, schema.mark(MARKS[one.type]).addToSet(marks), at, made);
    case "inlineCode":
      return inlineCode(one.value, raw, from, marks, at, made);
    case "break":
      return atom("hard_break", { raw });
    case "link":
    case "linkReference": {
      if (!one.children.length) return atom("source", { raw });
      const known = made.definitions.get(one.identifier);
      const end = one.children.at(-1).position.end.offset;
      const tail = one.type === "linkReference" ? made.text.slice(end, to) : raw.startsWith("<") ? "<" : null;
      const attrs = { href: one.url ?? known?.url ?? "", title: one.title ?? known?.title ?? null, tail };
      return inlines(one.children, schema.mark("link", attrs).addToSet(marks), at, made);
    }
    case "image":
    case "imageReference":
      return atom("image", { src: one.url ?? made.definitions.get(one.identifier)?.url ?? "", alt: one.alt ?? "", raw });
    case "html":
      if (BREAK.test(one.value)) return atom("hard_break", { raw });
      return atom("source", { raw });
    default:
      return atom("source", { raw });
  }
}

function inlineCode(value, raw, from, marks, at, made) {
  const inside = raw.replace(/^`+|`+$/g, "");
  const start = raw.indexOf(inside) + inside.indexOf(value);
  const exact = inside.includes(value);
  const span = exact ? [from + start, from + start + value.length] : [from, from + raw.length];
  made.runs.push({ at, size: value.length, from: span[0] - made.base, to: span[1] - made.base });
  return [schema.text(value, schema.mark("code").addToSet(marks))];
}

/** Return a text as it reads, and map it: of escapes and entities only the sign counts. */
function aligned(value, from, to, marks, at, made) {
  const { text, runs, base } = made;
  let shown = "";
  let place = from;
  const push = (size, end) => {
    const last = runs.at(-1);
    const exact = size === end - place;
    const goesOn = exact && last && last.size === last.to - last.from && last.to === place - base && last.at + last.size === at + shown.length;
    if (goesOn && last.size) {
      last.size += size;
      last.to = end - base;
    } else runs.push({ at: at + shown.length, size, from: place - base, to: end - base });
    place = end;
  };
  for (let index = 0; index < value.length; ) {
    const sign = value[index];
    const entity = text[place] === "&" ? decoded(text.slice(place, Math.min(to, place + 40))) : null;
    if (sign === "\n") {
      let end = text.indexOf("\n", place) + 1;
      while (/[ \t>]/.test(text[end] ?? "") && text[end] !== value[index + 1]) end += 1;
      push(1, end);
      shown += " ";
      index += 1;
    } else if (entity && value.startsWith(entity.value, index)) {
      push(entity.value.length, place + entity.size);
      shown += entity.value;
      index += entity.value.length;
    } else if (text[place] === "\\" && text[place + 1] === sign && SIGN.test(sign)) {
      push(1, place + 2);
      shown += sign;
      index += 1;
    } else if (text[place] === sign && place < to) {
      push(1, place + 1);
      shown += sign;
      index += 1;
    } else {
      push(value.length - index, to);
      shown += value.slice(index).replace(/\n/g, " ");
      break;
    }
  }
  return shown ? [schema.text(shown, marks)] : [];
}
