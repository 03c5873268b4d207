// Nodes as HTML: what is known to be written somewhere stays so, the rest is written anew.

import { SPACE } from "../schema.js";
import { nameOf } from "./tree.js";

const OPEN = { strong: "<strong>", em: "<em>", strike: "<s>", code: "<code>" };
const BREAK = /\s/;

export const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/\u00a0/g, "&nbsp;");
const attribute = (text) => text.replace(/&(?=#?\w+;)/g, "&amp;").replace(/"/g, "&quot;");

/**
 * Return a block as HTML. `known(node)` gives a part as it is written, `{text, before, after, first, last}`
 * with what stands around it, or null, and `known.beside(node)` the parts of one that had the same words;
 * `before` is the block before it.
 */
export function write(node, known, before = null) {
  switch (node.type.name) {
    case "paragraph":
      return wrapped(bare(node, before) ? "" : openTag(node, "p", before), inline(node));
    case "heading":
      return wrapped(openTag(node, `h${node.attrs.level}`, before), inline(node));
    case "blockquote":
      return wrapped(openTag(node, "blockquote", before), parts(node, known, (child, last) => write(child, known, last), "\n"));
    case "bullet_list":
    case "ordered_list":
      return list(node, known, before);
    case "code_block":
      return wrapped(/^<pre/i.test(node.attrs.raw ?? "") ? node.attrs.raw : "<pre><code>", escaped(node.textContent));
    case "rule":
      return node.attrs.raw.startsWith("<") ? node.attrs.raw : "<hr>";
    case "table":
      return table(node, known);
    default:
      return node.textContent;
  }
}

/** Return blocks as HTML of their own. */
export const written = (nodes) => nodes.map((node) => write(node, () => null)).join("\n").replaceAll(SPACE, " ");

/** Words without a tag stay so, unless they would run into those before them. */
function bare(node, before) {
  return node.attrs.raw === "" && before?.attrs.raw !== "";
}

/** Return the open tag of a node: as it is written, without an id that another one has. */
function openTag(node, name, before = null) {
  const { raw } = node.attrs;
  if (!raw?.startsWith("<") || (/^h[1-6]$/.test(name) && nameOf(raw) !== name)) return `<${name}>`;
  return before?.attrs.raw === raw ? raw.replace(/\sid\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/i, "") : raw;
}

function wrapped(open, words) {
  const names = [...open.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, name]) => `</${name}>`);
  return open + words + names.reverse().join("");
}

/** Return the blocks in a node as HTML. */
export const inside = (node, known) => parts(node, known, (child, last) => write(child, known, last), "");

/** A delimiter of WordPress, which closes what stands before it. */
const CLOSES = /^\s*<!--\s*\/wp:([\w/-]+)\s*-->/;

/** Return what stands between an old block and a new one like it, null where nothing has to. */
export function delimited(last, node, following) {
  const name = last.type === node.type && CLOSES.exec(following)?.[1];
  return name ? `\n<!-- /wp:${name} -->\n\n<!-- wp:${name} -->\n` : null;
}

/** Return the parts of a node with what stands around them; `make` writes those that are new. */
function parts(node, known, make, around) {
  const given = [];
  node.forEach((child, _, at) => {
    const was = known(child);
    const runsOn = at && child.attrs.raw === "" && node.child(at - 1).attrs.raw === "" && !WRAPPER.test(was?.before ?? "");
    given.push({ child, was: runsOn ? null : was });
  });
  const beside = given.find((one) => one.was)?.was.beside ?? known.beside?.(node);
  if (beside?.some((one) => WRAPPER.test(one.before + one.after))) return wrappedParts(given, beside, make);
  let text = "";
  given.forEach(({ child, was }, at) => {
    const last = given[at - 1];
    if (was) text += at || was.first ? was.before : was.before.replace(CLOSES, "");
    else if (!at) text += around;
    else text += delimited(last.child, child, last.was?.after ?? given.find((one, index) => index > at && one.was)?.was.before ?? "") ?? "\n";
    text += was?.text ?? make(child, last?.child ?? null);
  });
  const { was } = given.at(-1);
  if (!was) return text + (CLOSES.exec(given.findLast((one) => one.was)?.was.after ?? "")?.[0] ?? around);
  return text + (was.last ? was.after : `${CLOSES.exec(was.after)?.[0] ?? ""}${around}`);
}

/** An element between the parts of another one, which only holds them. */
const WRAPPER = /<\/?[a-z]/i;

/**
 * Return parts between which elements stand that hold them: each of these stays where it is, as those
 * that were `beside` each other had it. What is new stands with what it is behind.
 */
function wrappedParts(given, beside, make) {
  let [text, done] = ["", 0];
  given.forEach(({ child, was }, at) => {
    const index = was?.beside === beside ? was.index : -1;
    const next = given.slice(at + 1).find((one) => one.was?.beside === beside && one.was.index >= done)?.was.index ?? beside.length;
    // What is not known stands for one that is gone, if there is one.
    const place = index >= done ? index : done < next ? done : -1;
    if (place < 0) text += "\n";
    for (; done <= place; done += 1) text += done < place ? beside[done].before.trim() : beside[done].before;
    text += was?.text ?? make(child, given[at - 1]?.child ?? null);
  });
  for (; done < beside.length; done += 1) text += beside[done].before.trim();
  return text + beside.at(-1).after;
}

function list(node, known, before) {
  const name = node.type.name === "ordered_list" ? "ol" : "ul";
  const fits = nameOf(node.attrs.raw ?? "") === name ? openTag(node, name, before) : null;
  const open = fits ?? (name === "ol" && node.attrs.order !== 1 ? `<ol start="${node.attrs.order}">` : `<${name}>`);
  return wrapped(open, parts(node, known, (item, last) => itemOf(item, known, last), "\n"));
}

function itemOf(item, known, before) {
  const plain = (child) => child === item.firstChild && child.type.name === "paragraph" && child.attrs.raw === null;
  return wrapped(openTag(item, "li", before), parts(item, known, (child, last) => (plain(child) ? inline(child) : write(child, known, last)), ""));
}

function table(node, known) {
  const open = node.attrs.raw ?? "<table>";
  let text = "";
  let part = "";
  const turn = (next) => {
    if (next === part) return;
    if (part) text += `</${nameOf(part)}>\n`;
    if (next) text += `${next}\n`;
    part = next;
  };
  node.forEach((row, _, at) => {
    // A row that is new stands with the one above it, but for that which names the columns.
    const following = at + 1 < node.childCount ? node.child(at + 1).attrs.part : null;
    turn(row.attrs.part ?? (/^<thead/i.test(part) ? (following ?? "<tbody>") : part));
    text += `${known(row)?.text ?? rowOf(row, known)}\n`;
  });
  turn("");
  return `${open}\n${text}</table>`;
}

function rowOf(row, known) {
  const cells = [];
  row.forEach((cell) => {
    const name = /_header$/.test(cell.type.name) ? "th" : "td";
    const fits = nameOf(cell.attrs.raw ?? "") === name;
    const was = known(cell);
    const gap = cells.length && was && !was.before.trim() ? was.before : "";
    const words = () => (cell.isTextblock ? inline(cell) : inside(cell, known));
    cells.push(gap + (was?.text ?? wrapped(fits ? cell.attrs.raw : `<${name}>`, words())));
  });
  return wrapped(openTag(row, "tr"), cells.join(""));
}

/** Return the words of a node with their elements. */
export function inline(node) {
  const open = [];
  let text = "";
  let space = true;
  const close = (keep) => {
    while (open.length > keep) text += `</${nameOf(tagOf(open.pop()))}>`;
  };
  const pieces = [];
  node.forEach((child) => pieces.push(child));
  pieces.forEach((child, at) => {
    let keep = 0;
    while (keep < open.length && open[keep].isInSet(child.marks)) keep += 1;
    close(keep);
    const fresh = child.marks.filter((mark) => !mark.isInSet(open));
    // What goes on longest stands outside.
    fresh.sort((one, other) => reach(pieces, at, other) - reach(pieces, at, one));
    for (const mark of fresh) {
      text += tagOf(mark);
      open.push(mark);
    }
    if (!child.isText) {
      text += atom(child);
      space = child.type.name === "hard_break";
      return;
    }
    let words = "";
    for (const sign of child.text) {
      // Of several spaces one is seen.
      words += sign === " " && space ? SPACE : sign;
      space = BREAK.test(sign) && sign !== "\u00a0";
    }
    text += escaped(words);
  });
  close(0);
  return text.replace(/ $/, SPACE).replace(/ (?=(?:<\/[^>]*>)+$)/, SPACE);
}

/** Return what stands for itself, also where Markdown wrote it. */
function atom({ type, attrs: { raw, src, alt } }) {
  if (raw?.startsWith("<") || type.name === "source") return raw;
  return type.name === "hard_break" ? "<br>" : `<img src="${attribute(src)}" alt="${attribute(alt)}">`;
}

function reach(pieces, at, mark) {
  let end = at;
  while (end < pieces.length && mark.isInSet(pieces[end].marks)) end += 1;
  return end;
}

function tagOf({ type, attrs }) {
  if (type.name === "link") return linked(attrs);
  return attrs.raw ?? (type.name === "tag" ? `<${attrs.name}>` : OPEN[type.name]);
}

function linked({ href, title, raw }) {
  if (raw) return raw;
  return `<a href="${attribute(href)}"${title ? ` title="${attribute(title)}"` : ""}>`;
}

/** Return a tag with another value of an attribute. */
export function withAttribute(tag, name, value) {
  const said = `${name}="${attribute(value)}"`;
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"[^"]*"|'[^']*'|[^\\s>]+)`, "i").exec(tag);
  if (found) return `${tag.slice(0, found.index)} ${said}${tag.slice(found.index + found[0].length)}`;
  return tag.replace(/\s*\/?>$/, (end) => ` ${said}${end}`);
}
