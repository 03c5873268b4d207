// Nodes as Markdown: what is known to be written somewhere stays so, the rest is written anew.

import { MARKS, begun, code, escaped, marked } from "../../escapes.js";
import { inside, written as writtenHtml } from "../html/write.js";
import { SPACE } from "../schema.js";

const SIGNS = { strong: MARKS.bold, em: MARKS.italic, strike: MARKS.struck };

/**
 * Return a block as Markdown. `known(node)` gives the text of a part as it is written, or null; `before`
 * is the block before it.
 */
export function write(node, known, before = null) {
  switch (node.type.name) {
    case "paragraph":
      return known(node) ?? begun(inline(node));
    case "heading":
      return `${"#".repeat(node.attrs.level)} ${known(node) ?? inline(node, { flat: true }).replace(/(#+)$/, "\\$1")}`;
    case "blockquote":
      return prefixed(children(node, known), "> ");
    case "bullet_list":
    case "ordered_list":
      return list(node, known, before);
    case "code_block":
      return fenced(node);
    case "rule":
      return node.attrs.raw;
    case "table":
      return table(node, known);
    case "html_group":
      // An empty line would end it.
      return inside(node, known.html?.() ?? (() => null)).replace(/\n(?=[ \t]*\n)/g, "\n&#10;");
    default:
      return node.textContent;
  }
}

/** Return the texts of the blocks in a node, with empty lines between them. */
function children(node, known) {
  const texts = [];
  node.forEach((child, _, at) => texts.push(write(child, known, at ? node.child(at - 1) : null)));
  return texts.join("\n\n");
}

const prefixed = (text, sign) => text.replace(/^/gm, sign).replace(/ +$/gm, "");

function list(node, known, before) {
  const leads = leadsOf(node, before);
  const items = [];
  node.forEach((item, _, at) => {
    const lead = leads[at];
    const parts = [];
    item.forEach((child, __, place) => {
      const tight = place && !node.attrs.loose && /_list$/.test(child.type.name);
      parts.push(place ? (tight ? "\n" : "\n\n") : "", write(child, known, place ? item.child(place - 1) : null));
    });
    const box = item.attrs.checked === null ? "" : item.attrs.checked ? "[x] " : "[ ] ";
    items.push(lead + box + parts.join("").replace(/\n(?=[^\n])/g, `\n${" ".repeat(lead.length)}`));
  });
  return items.join(node.attrs.loose ? "\n\n" : "\n");
}

/** Return what each item of a list begins with: as the others do, and counted on. */
function leadsOf(node, before) {
  const given = [];
  node.forEach((item) => given.push(item.attrs.lead));
  if (node.type.name === "bullet_list") {
    const sign = before?.type === node.type && /^\s*-/.test(before.firstChild.attrs.lead ?? "-") ? "* " : "- ";
    const usual = given.find((lead) => lead && /^[-*+]/.test(lead)) ?? sign;
    return given.map((lead) => (lead && /^[-*+]/.test(lead) ? lead : usual));
  }
  const counted = given.map((lead) => /^(\d+)([.)])(\s*)$/.exec(lead ?? ""));
  const numbers = counted.filter(Boolean).map((one) => Number(one[1]));
  const step = numbers.length > 1 && numbers[0] === numbers[1] ? 0 : 1;
  const sign = counted.find(Boolean)?.[2] ?? ".";
  return given.map((_, at) => `${node.attrs.order + at * step}${sign}${counted[at]?.[3] || " "}`);
}

function fenced(node) {
  const text = node.textContent;
  const longest = Math.max(0, ...[...text.matchAll(/^\s*(`{3,}|~{3,})/gm)].map(([, run]) => run.length));
  const [, sign, about] = /^(`{3,}|~{3,}|)(.*)$/.exec(node.attrs.fence);
  const fence = sign.length > longest ? sign : "`".repeat(Math.max(3, longest + 1));
  return `${fence}${about}\n${text}\n${fence}`;
}

function isRich(table) {
  let found = false;
  table.descendants((node) => {
    found ||= /^rich_/.test(node.type.name);
    return !node.isTextblock;
  });
  return found;
}

const LINES = { left: ":--", right: "--:", center: ":-:" };

function table(node, known) {
  // Of what came from HTML not all has signs.
  if (isRich(node)) return writtenHtml([node]);
  const rows = [];
  node.forEach((row) => {
    const cells = [];
    row.forEach((cell) => cells.push(known(cell) ?? inline(cell, { flat: true, cell: true })));
    rows.push(`| ${cells.join(" | ")} |`);
  });
  const width = node.firstChild.childCount;
  const line = Array.from({ length: width }, (_, at) => LINES[node.attrs.align[at]] ?? "---");
  return [rows[0], `| ${line.join(" | ")} |`, ...rows.slice(1)].join("\n");
}

/** Return the words of a node with their signs. */
export function inline(node, { flat = false, cell = false } = {}) {
  const open = [];
  let text = "";
  const close = (keep) => {
    while (open.length > keep) text += ends(open.pop())[1];
  };
  const pieces = piecesOf(node);
  pieces.forEach((child, at) => {
    let keep = 0;
    while (keep < open.length && open[keep].isInSet(child.marks)) keep += 1;
    close(keep);
    const fresh = child.marks.filter((mark) => !mark.isInSet(open) && mark.type.name !== "code");
    // What goes on longest stands outside.
    fresh.sort((one, other) => reach(pieces, at, other) - reach(pieces, at, one));
    for (const mark of fresh) {
      text += ends(mark)[0];
      open.push(mark);
    }
    text += words(child, { flat, cell, link: open.some((mark) => mark.type.name === "link") });
  });
  close(0);
  return edged(marked(text));
}

/** Return the children of a node; spaces at the ends of what is marked stand outside. */
function piecesOf(node) {
  const pieces = [];
  node.forEach((child, _, at) => {
    if (!child.isText || !child.marks.length || child.marks.some((mark) => mark.type.name === "code")) {
      pieces.push(child);
      return;
    }
    const [, lead, core, trail] = /^( *)([\s\S]*?)( *)$/.exec(child.text);
    const around = [at ? node.child(at - 1).marks : [], at + 1 < node.childCount ? node.child(at + 1).marks : []];
    const both = (marks) => child.marks.filter((mark) => mark.isInSet(marks));
    const parts = core ? [[lead, both(around[0])], [core, child.marks], [trail, both(around[1])]] : [[child.text, both(around[0])]];
    for (const [text, marks] of parts) if (text) pieces.push(child.type.schema.text(text, marks));
  });
  return pieces;
}

function reach(pieces, at, mark) {
  let end = at;
  while (end < pieces.length && mark.isInSet(pieces[end].marks)) end += 1;
  return end;
}

function ends({ type, attrs }) {
  if (SIGNS[type.name]) return SIGNS[type.name];
  if (type.name === "tag") return [`<${attrs.name}>`, `</${attrs.name}>`];
  if (attrs.tail === "<") return ["<", ">"];
  return ["[", attrs.tail ?? `](${address(attrs)})`];
}

export function address({ href, title }) {
  const told = title ? ` "${title.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ")}"` : "";
  return href.replace(/[\s()<>\\]/g, (one) => (one === "(" ? "%28" : one === ")" ? "%29" : encodeURIComponent(one))) + told;
}

function words(child, { flat, cell, link }) {
  const { name } = child.type;
  if (name === "hard_break") return flat ? "<br>" : (child.attrs.raw ?? "\\\n");
  if (!child.isText) return child.attrs.raw;
  if (child.marks.some((mark) => mark.type.name === "code")) return code(child.text, cell);
  const href = child.marks.find((mark) => mark.attrs.tail === "<");
  return href ? child.text : escaped(child.text, { cell, link });
}

/** Spaces at the ends would not be seen. */
function edged(text) {
  return text.replace(/^ +| +$/g, (spaces) => SPACE.repeat(spaces.length));
}
