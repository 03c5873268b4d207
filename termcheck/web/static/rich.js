// Formatted text from the clipboard (Google Docs, Word, WordPress, Ghost, Notion, a web page) as
// Markdown, and what each part of it was, so that it goes back as it came.
//
// The HTML is parsed into a document that is never shown: nothing in it loads or runs. The policy of
// the page forbids `style` attributes there too, so they are read under another name.

import { code, escaped, lined, marked, MARKS } from "./escapes.js";

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION DD DETAILS DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION SUMMARY TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "),
);
const SILENT = new Set("BASE BUTTON EMBED FRAME HEAD IFRAME LINK META NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TITLE".split(" "));
const STRUCTURE = "h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,a[href],b,strong,i,em,s,del,strike,u,mark,sub,sup,code,pre,img,br,hr,p,[data-style*='font-weight:7'],[data-style*='font-weight: 7'],[data-style*='italic'],[data-style*='line-through'],[data-style*='vertical-align:su'],[data-style*='vertical-align: su']";
const TAG = /<[a-z][^>]*>/gi;
const ACTIVE = /\s(style|on\w+)(?=\s*=)/gi;
const UNREAD = /<!--\[if[\s\S]*?<!\[endif\]-->|<!\[(?:if|endif)[^>]*>|<style\b[\s\S]*?<\/style\s*>/gi;
const LONG = 300;

/**
 * Return formatted text as `{text, pieces, images}`, null if it holds no format: its Markdown, which
 * HTML each part of that stands for, and the addresses of images that are too long to be read.
 */
export function fromClipboard(html, known = 0) {
  const body = inert(html);
  if (!body.querySelector(STRUCTURE) || isCode(body)) return null;
  const reading = { images: [], known };
  const found = blocks(body, reading);
  const text = found.map((one) => one.text).join("\n\n");
  if (!text) return null;
  // Of one text the first counts: the whole with all that stands around its parts.
  const pieces = [[text, written(body)], ...found.map((one) => [one.text, one.nodes.map(written).join("")])];
  return { text, pieces, images: reading.images };
}

/** Return HTML without what could do something, wherever it is pasted. */
export const cleaned = (html) => written(inert(html)).trim();

/** Return the body of HTML without what could do something. */
function inert(html) {
  const unread = html.replace(UNREAD, "").replace(TAG, (tag) => tag.replace(ACTIVE, " data-$1"));
  const { body } = new DOMParser().parseFromString(unread, "text/html");
  clean(body);
  return body;
}

function clean(body) {
  for (const node of body.querySelectorAll("*")) {
    if (SILENT.has(node.tagName.toUpperCase()) && node.tagName !== "TITLE") {
      node.remove();
      continue;
    }
    for (const { name, value } of [...node.attributes]) {
      const runs = /^(?:javascript|vbscript):/i.test(value.replace(/[\s\0-\x20]+/g, ""));
      if (/^(?:data-)?on/i.test(name) || name === "srcdoc" || runs) node.removeAttribute(name);
    }
  }
}

/** Return a node as the HTML it came as. */
function written(node) {
  const html = node.nodeType === 1 ? (node.tagName === "BODY" ? node.innerHTML : node.outerHTML) : escapedHtml(node);
  return html.replace(TAG, (tag) => tag.replace(/ data-style(?==)/gi, " style"));
}

function escapedHtml(node) {
  const box = node.ownerDocument.createElement("p");
  box.append(node.cloneNode(true));
  return box.innerHTML;
}

/** Code editors put their colours on the clipboard; that text is plain. */
function isCode(body) {
  const styled = body.querySelector("[data-style*='monospace' i], [data-style*='white-space: pre;']");
  return Boolean(styled) && !body.querySelector("h1,h2,h3,h4,ul,ol,a[href],p");
}

/** Return the paragraphs, headings, lists and tables in an element: `{text, nodes}`. */
function blocks(parent, reading) {
  const found = [];
  let line = [];
  const flush = () => {
    const text = paragraph(line, reading);
    if (text) found.push({ text, nodes: line });
    line = [];
  };
  const children = [...parent.childNodes];
  for (let at = 0; at < children.length; at += 1) {
    const node = children[at];
    if (node.nodeType === 8) continue;
    const holds = node.nodeType === 1 && (BLOCKS.has(node.tagName) || hasBlock(node));
    if (!holds) {
      line.push(node);
      continue;
    }
    flush();
    if (wordItem(node)) {
      const run = [];
      for (; at < children.length; at += 1) {
        const next = children[at];
        if (next.nodeType === 1 && wordItem(next)) run.push(next);
        else if (next.nodeType === 1 || next.textContent.trim()) break;
      }
      at -= 1;
      found.push({ text: wordList(run, reading), nodes: run });
    } else found.push(...block(node, reading));
  }
  flush();
  return found;
}

const texts = (found) => found.map((one) => one.text);

function hasBlock(node) {
  return [...node.children].some((child) => BLOCKS.has(child.tagName) || hasBlock(child));
}

function block(node, reading) {
  const tag = node.tagName;
  const one = (text) => (text ? [{ text, nodes: [node] }] : []);
  const level = /^H([1-6])$/.exec(tag)?.[1] ?? wordHeading(node);
  if (level) {
    const text = linked(marked(inlines(node, { ...reading, bold: true, flat: true })).trim(), reading);
    return one(text && `${"#".repeat(Number(level))} ${text.replace(/(#+)$/, "\\$1")}`);
  }
  if (tag === "UL" || tag === "OL") return one(list(node, reading));
  if (tag === "TABLE") return one(table(node, reading));
  // Three hyphens at the start of a draft would begin its front matter.
  if (tag === "HR") return one("***");
  if (tag === "PRE") return one(fenced(node));
  if (tag === "BLOCKQUOTE") {
    return one(texts(blocks(node, reading)).join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">"));
  }
  if (tag === "A") {
    // A link of Markdown holds no paragraphs: each becomes one.
    const href = node.hasAttribute("href") ? target(node, "href", reading) : "";
    return one(texts(blocks(node, { ...reading, link: true, href })).join("\n\n"));
  }
  if (tag === "DETAILS" || tag === "DL") return one(asHtml(node));
  if (tag === "P" && !hasBlock(node)) return one(paragraph([...node.childNodes], reading));
  const inner = blocks(node, reading);
  // What holds one part goes back with what is around it: a figure, an aside.
  return inner.length === 1 ? [{ text: inner[0].text, nodes: [node] }] : inner;
}

function paragraph(nodes, reading) {
  return linked(lined(marked(nodes.map((node) => inline(node, reading)).join(""))), reading);
}

/** Return words as a link, where all they stand in is one. */
const linked = (text, { href }) => (text && href !== undefined ? `[${text}](${href})` : text);

function fenced(node) {
  const text = node.textContent.replace(/\n$/, "");
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const named = /\blanguage-([\w+#-]+)/.exec(`${node.className} ${node.firstElementChild?.className ?? ""}`)?.[1];
  return `${fence}${named ?? ""}\n${text}\n${fence}`;
}

/** Word writes headings as paragraphs of a class. */
function wordHeading(node) {
  const named = /^(?:MsoHeading|Heading)(\d)$/.exec(node.className);
  const title = /^MsoTitle$/.test(node.className) ? 1 : 0;
  const outline = /mso-outline-level:\s*(\d)/.exec(node.dataset.style ?? "");
  const level = Number(named?.[1] ?? outline?.[1] ?? title);
  return level >= 1 && level <= 6 ? level : 0;
}

/** Word writes lists as paragraphs too: returns the depth of an item, 0 for any other node. */
function wordItem(node) {
  if (node.tagName !== "P" || wordHeading(node)) return 0;
  const said = /mso-list:\s*\w+\s+level(\d)/i.exec(node.dataset.style ?? "");
  return said ? Number(said[1]) : 0;
}

function wordList(items, reading) {
  const counts = [];
  const widths = [];
  return items
    .map((item) => {
      const depth = wordItem(item);
      const sign = [...item.querySelectorAll("[data-style*='mso-list' i]")].find((one) => /mso-list:\s*ignore/i.test(one.dataset.style));
      const [, number = ""] = /^\(?(\d+|[a-z]{1,5})[.)]/i.exec(sign?.textContent.trim() ?? "") ?? [];
      const text = paragraph([...item.childNodes].filter((node) => node !== sign), { ...reading, without: sign });
      counts.length = depth;
      // Letters are counted; a bullet, or the sign of a first one, begins anew.
      const first = /^(?:a|i)?$/i.test(number);
      counts[depth - 1] = Number(number) || (first ? 1 : (counts[depth - 1] ?? 0) + 1);
      const mark = number ? `${counts[depth - 1]}.` : "-";
      widths[depth - 1] = mark.length + 1;
      const pad = " ".repeat(widths.slice(0, depth - 1).reduce((sum, width) => sum + (width || 2), 0));
      return `${pad}${mark} ${text.replace(/\n/g, `\n${pad}  `)}`;
    })
    .join("\n");
}

function list(node, reading) {
  const lines = [];
  let number = Number(node.getAttribute("start") ?? 1) || 1;
  let pad = "  ";
  for (const item of node.children) {
    if (item.tagName === "UL" || item.tagName === "OL") {
      // Google Docs hangs inner lists into the outer one.
      lines.push(list(item, reading).replace(/^/gm, pad));
      continue;
    }
    if (item.tagName !== "LI") continue;
    const mark = node.tagName === "OL" ? `${number}.` : "-";
    number += 1;
    pad = " ".repeat(mark.length + 1);
    const parts = texts(blocks(item, reading));
    // After a paragraph, only a list that begins with one needs no blank line.
    const body = parts.map((part, at) => (at && !/^(?:-|1\.) +\S/.test(part) ? `\n${part}` : part)).join("\n");
    lines.push(`${mark} ${checkbox(item)}${body.replace(/\n(?=.)/g, `\n${pad}`)}`);
  }
  return lines.join("\n");
}

/** Return the sign of something to do, as Google Docs and Notion write it. */
function checkbox(item) {
  const box = item.querySelector(":scope > input[type=checkbox], :scope > label > input[type=checkbox], :scope > .checkbox");
  const said = box ? box.hasAttribute("checked") || box.classList.contains("checkbox-on") : item.getAttribute("aria-checked");
  if (said === null) return "";
  return said === true || said === "true" ? "[x] " : "[ ] ";
}

function table(node, reading) {
  const complex = node.querySelector("table, ul, ol, pre, blockquote, caption, [colspan]:not([colspan='1']), [rowspan]:not([rowspan='1']), td p + p, th p + p");
  if (complex) return asHtml(node);
  const rows = [...node.querySelectorAll("tr")].map((row) => [...row.cells].map((cell) => cellText(cell, reading)));
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (!width) return "";
  const line = (cells) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  return [line(rows[0]), line(Array(width).fill("---")), ...rows.slice(1).map(line)].join("\n");
}

function cellText(cell, reading) {
  return marked(inlines(cell, { ...reading, cell: true })).trim();
}

const KEPT = new Set("COLSPAN ROWSPAN HREF SRC ALT TITLE START TYPE SCOPE CITE DATETIME CHECKED OPEN".split(" "));

/** Return what Markdown has no signs for as HTML, without anything but its structure. */
function asHtml(node) {
  const copy = node.cloneNode(true);
  const unwrap = [...copy.querySelectorAll("span, font, colgroup, col")];
  for (const one of unwrap) one.replaceWith(...one.childNodes);
  for (const one of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...one.attributes]) if (!KEPT.has(name.toUpperCase())) one.removeAttribute(name);
  }
  copy.normalize();
  // A blank line would end it.
  return copy.outerHTML.replace(/<!--[\s\S]*?-->/g, "").replace(/\s*\n\s*/g, " ").replace(/> ?(<(?:tr|caption|thead|tbody|tfoot|dt|dd|\/table|\/dl))/g, ">\n$1");
}

const inlines = (node, reading) => [...node.childNodes].map((one) => inline(one, reading)).join(BLOCKS.has(node.tagName) && hasBlock(node) ? " " : "");

/** Return the text in a node, with emphasis, links and code. */
function inline(node, reading) {
  if (node.nodeType === 3) return escaped(node.data.replace(/[ \t\r\n]+/g, " "), reading);
  if (node.nodeType !== 1 || SILENT.has(node.tagName) || node === reading.without) return "";
  const tag = node.tagName;
  if (tag === "BR") return reading.flat ? " " : reading.cell ? "<br>" : "\\\n";
  if (tag === "IMG") return `![${escaped(node.getAttribute("alt") ?? "", { ...reading, link: true })}](${target(node, "src", reading)})`;
  if (tag === "INPUT") return "";
  if (tag === "CODE" || tag === "TT") return code(node.textContent, reading.cell);
  if (tag === "WBR") return "";
  let text = inlines(node, tag === "A" ? { ...reading, link: true } : reading);
  if (tag === "A") {
    const href = node.hasAttribute("href") ? target(node, "href", reading) : "";
    return node.hasAttribute("href") && text.trim() ? around(text, "[", `](${href})`) : text;
  }
  const looks = style(node);
  for (const [on, before, after] of [
    [tag === "SUB" || looks.sub, "<sub>", "</sub>"],
    [tag === "SUP" || looks.sup, "<sup>", "</sup>"],
    [tag === "MARK" || looks.marked, "<mark>", "</mark>"],
    [(tag === "U" || tag === "INS" || looks.underlined) && !node.closest("a"), "<u>", "</u>"],
    [tag === "KBD", "<kbd>", "</kbd>"],
    [/^(S|DEL|STRIKE)$/.test(tag) || looks.struck, MARKS.struck[0], MARKS.struck[1]],
    [looks.italic, MARKS.italic[0], MARKS.italic[1]],
    [looks.bold && !reading.bold, MARKS.bold[0], MARKS.bold[1]],
  ]) {
    if (on) text = around(text, before, after);
  }
  return text;
}

function style(node) {
  const said = node.dataset.style ?? "";
  const weight = /font-weight:\s*(\w+)/i.exec(said)?.[1];
  const slant = /font-style:\s*(\w+)/i.exec(said)?.[1];
  const tag = node.tagName;
  const heavy = weight ? Number(weight) >= 600 || /^bold/i.test(weight) : null;
  const lines = /text-decoration(?:-line)?:\s*([^;]*)/i.exec(said)?.[1] ?? "";
  const colour = /background(?:-color)?:\s*([^;]*)/i.exec(said)?.[1]?.trim() ?? "";
  const plain = /^(?:|transparent|none|white|inherit|initial|#f{3}(?:f{3})?|rgba?\(\s*255,\s*255,\s*255.*|rgba\(.*,\s*0\))$/i;
  return {
    // Google Docs wraps everything in a `b` that is not bold.
    bold: heavy ?? (tag === "B" || tag === "STRONG"),
    italic: slant ? slant === "italic" : tag === "I" || tag === "EM",
    struck: /line-through/i.test(lines),
    underlined: /underline/i.test(lines) && tag === "SPAN",
    sub: /vertical-align:\s*sub/i.test(said),
    sup: /vertical-align:\s*super/i.test(said),
    marked: /mso-highlight/i.test(said) || (tag === "SPAN" && !plain.test(colour)),
  };
}

function around(text, before, after) {
  const [, lead, words, trail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  return words ? `${lead}${before}${words}${after}${trail}` : text;
}

function target(node, name, reading) {
  const said = node.getAttribute(name) ?? "";
  const bare = /^https?:\/\/www\.google\.com\/url\?q=([^&]+)/.exec(said);
  const address = bare ? decodeURIComponent(bare[1]) : said.trim();
  if (address.length > LONG && /^(data|blob|file):/i.test(address)) {
    reading.images.push(address);
    return `image:${reading.known + reading.images.length}`;
  }
  const title = node.getAttribute("title");
  const told = title ? ` "${title.replace(/["\\]/g, "\\$&").replace(/\s+/g, " ")}"` : "";
  return address.replace(/[\s()<>\\]/g, (one) => (one === "(" ? "%28" : one === ")" ? "%29" : encodeURIComponent(one))) + told;
}
