// What the formatted view can hold. Attributes that hold `raw` or `lead` say how it was written.

import { Schema } from "../libraries.js";
import { unescaped } from "./entities.js";

/** Elements of HTML that stand between words, and the marks that show them. */
export const TAGS = { b: "strong", strong: "strong", i: "em", em: "em", s: "strike", del: "strike", strike: "strike" };
for (const name of ["sub", "sup", "u", "ins", "mark", "kbd", "small"]) TAGS[name] = "tag";

/** Addresses that can be links on this page. */
const SAFE = /^(?:https?:|mailto:|tel:|[^:]*$|[/#?.])/i;
const cell = { content: "inline*", isolating: true };
const SHOWN = "paragraph | heading | blockquote | bullet_list | ordered_list | code_block | rule";
/** A cell of HTML that holds more than a line: no table, and nothing that stands as it is written. */
const rich = { content: `(${SHOWN})+`, isolating: true };
/** The tag an element of HTML begins with, empty for words without one; null where it is not written. */
const raw = { raw: { default: null } };
const span = { colspan: { default: 1 }, rowspan: { default: 1 }, colwidth: { default: null }, ...raw };
/** Return the attributes of a cell that are seen; in some of a Word file nothing can be written. */
const spans = ({ colspan, rowspan, raw: kind }) => ({
  ...(colspan > 1 ? { colspan } : {}),
  ...(rowspan > 1 ? { rowspan } : {}),
  ...(kind === "empty" ? { contenteditable: "false" } : {}),
});

/** What a paragraph looks like by the tag it has. */
const LOOKS = { dt: "term", dd: "meaning", figcaption: "caption" };
const look = (tag) => (tag === "picture" ? tag : LOOKS[/^<(\w+)/.exec(tag ?? "")?.[1].toLowerCase()]);
/** Return the words over a table, which stand in what it begins with. */
const captionOf = (tag) => unescaped((/<caption\b[^>]*>([\s\S]*?)<\/caption/i.exec(tag ?? "")?.[1] ?? "").replace(/<[^>]*>/g, "")).trim();

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { content: "inline*", group: "block", attrs: raw, parseDOM: [{ tag: "p" }, { tag: "div" }], toDOM: ({ attrs }) => ["p", { class: look(attrs.raw) }, 0] },
    heading: {
      content: "inline*",
      group: "block",
      defining: true,
      attrs: { level: { default: 2 }, ...raw },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
      toDOM: ({ attrs }) => [`h${attrs.level}`, 0],
    },
    blockquote: { content: "block+", group: "block", defining: true, attrs: raw, parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
    bullet_list: { content: "list_item+", group: "block", attrs: { loose: { default: false }, ...raw }, parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    ordered_list: {
      content: "list_item+",
      group: "block",
      attrs: { order: { default: 1 }, loose: { default: false }, ...raw },
      parseDOM: [{ tag: "ol" }],
      toDOM: ({ attrs }) => ["ol", attrs.order === 1 ? {} : { start: attrs.order }, 0],
    },
    list_item: {
      content: "block+",
      defining: true,
      attrs: { lead: { default: null }, checked: { default: null }, ...raw },
      parseDOM: [{ tag: "li" }],
      toDOM: ({ attrs }) => ["li", attrs.checked === null ? {} : { class: attrs.checked ? "task done" : "task" }, 0],
    },
    code_block: {
      content: "text*",
      marks: "",
      group: "block",
      code: true,
      defining: true,
      attrs: { fence: { default: "```" }, ...raw },
      toDOM: () => ["pre", { class: "code" }, ["code", 0]],
    },
    /** What has no look of its own stands as it is written. */
    source_block: {
      content: "text*",
      marks: "",
      group: "block",
      code: true,
      defining: true,
      isolating: true,
      attrs: { kind: { default: "html" } },
      toDOM: ({ attrs }) => ["pre", { class: `source ${attrs.kind}` }, ["code", 0]],
    },
    /** HTML between Markdown that is shown as it looks. */
    html_group: { content: `(${SHOWN} | table)+`, group: "block", isolating: true, toDOM: () => ["div", { class: "html-group" }, 0] },
    rule: { group: "block", attrs: { raw: { default: "***" } }, toDOM: () => ["hr"] },
    table: {
      content: "table_row+",
      tableRole: "table",
      isolating: true,
      group: "block",
      attrs: { align: { default: [] }, ...raw },
      toDOM({ attrs }) {
        const caption = captionOf(attrs.raw);
        const shown = caption ? [["caption", { contenteditable: "false" }, caption]] : [];
        return ["div", { class: "wide" }, ["table", ...shown, ["tbody", 0]]];
      },
    },
    /** `part` is the tag of the group of rows it stands in, empty for none. */
    table_row: { content: "(table_header | table_cell | rich_header | rich_cell)+", tableRole: "row", attrs: { part: { default: null }, ...raw }, toDOM: () => ["tr", 0] },
    // Before the others: of two with a role, new ones are of the last.
    rich_header: { ...rich, tableRole: "header_cell", attrs: span, toDOM: ({ attrs }) => ["th", { scope: "col", ...spans(attrs) }, 0] },
    rich_cell: { ...rich, tableRole: "cell", attrs: span, toDOM: ({ attrs }) => ["td", spans(attrs), 0] },
    table_header: { ...cell, tableRole: "header_cell", attrs: span, toDOM: ({ attrs }) => ["th", { scope: "col", ...spans(attrs) }, 0] },
    table_cell: { ...cell, tableRole: "cell", attrs: span, toDOM: ({ attrs }) => ["td", spans(attrs), 0] },
    text: { group: "inline" },
    hard_break: { inline: true, group: "inline", selectable: false, attrs: { raw: { default: null } }, parseDOM: [{ tag: "br" }], toDOM: () => ["br"] },
    image: {
      inline: true,
      group: "inline",
      attrs: { src: {}, alt: { default: "" }, raw: {} },
      toDOM: ({ attrs }) => ["span", { class: "picture", role: "img", "aria-label": attrs.alt || attrs.src, title: attrs.src }, attrs.alt || attrs.src],
    },
    source: {
      inline: true,
      group: "inline",
      attrs: { raw: {} },
      toDOM: ({ attrs }) => ["code", { class: "source", title: attrs.raw }, attrs.raw],
    },
  },
  marks: {
    link: {
      attrs: { href: {}, title: { default: null }, tail: { default: null }, ...raw },
      inclusive: false,
      toDOM: ({ attrs }) => ["a", { ...(SAFE.test(attrs.href) ? { href: attrs.href } : {}), title: attrs.title ?? attrs.href, rel: "noopener noreferrer" }, 0],
    },
    strong: { attrs: raw, parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
    em: { attrs: raw, parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    strike: { attrs: raw, parseDOM: [{ tag: "s" }], toDOM: () => ["s", 0] },
    tag: { attrs: { name: {}, ...raw }, excludes: "", toDOM: ({ attrs }) => [attrs.name, 0] },
    code: { attrs: raw, code: true, parseDOM: [{ tag: "code" }], toDOM: () => ["code", 0] },
  },
});

/** Stands for a space at the end of a line, which Markdown does not see. */
export const SPACE = "\ue0fe";
const SPANS = ["colspan", "rowspan"];
const SEEN = { heading: ["level"], list_item: ["checked"], image: ["src", "alt"], source: ["raw"], ordered_list: ["order"], table_cell: SPANS, table_header: SPANS, rich_cell: SPANS, rich_header: SPANS };

/** Return whether two nodes look the same, however they are written. */
export function alike(one, other) {
  if (one === other) return true;
  if (one.type !== other.type || one.content.size !== other.content.size || !same(SEEN[one.type.name], one, other)) return false;
  if (one.inlineContent) return sameWords(one, other);
  if (one.childCount !== other.childCount) return false;
  for (let at = 0; at < one.childCount; at += 1) if (!alike(one.child(at), other.child(at))) return false;
  return true;
}

const same = (names, one, other) => (names ?? []).every((name) => one.attrs[name] === other.attrs[name]);

/** Return the nodes that `make` gives of each child, at the place where it begins: the first at `at`. */
export function each(children, at, make) {
  let place = at;
  return children.map((one) => {
    const node = make(one, place);
    place += node.nodeSize;
    return node;
  });
}

/** Compare letter by letter: what a space is marked as is not to be seen. */
function sameWords(one, other) {
  const [some, others] = [letters(one), letters(other)];
  return some.every((letter, at) => {
    const { sign, node } = letter;
    const { sign: also, node: twin } = others[at];
    if (sign !== also || node.type !== twin.type || !same(SEEN[node.type.name], node, twin)) return false;
    return node.marks === twin.marks || sign === " " || marked(node.marks, twin.marks);
  });
}

function letters(node) {
  const found = [];
  node.forEach((child) => {
    if (!child.isText) found.push({ sign: "", node: child });
    else for (let at = 0; at < child.text.length; at += 1) found.push({ sign: child.text[at] === SPACE ? " " : child.text[at], node: child });
  });
  return found;
}

function marked(some, others) {
  if (some.length !== others.length) return false;
  return some.every(
    (one, at) => one.type === others[at].type && ["href", "title", "name"].every((name) => one.attrs[name] === others[at].attrs[name]),
  );
}
