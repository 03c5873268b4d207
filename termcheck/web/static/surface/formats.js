// Formats whose drafts can be shown as they look: how each is read, and how what is changed is written.
//
// A format has `read(text, {context, whole})` and `write(node, known, before)`; `field(node)` writes what
// stands in a part of text, `spellings(words, code)` gives how words may be written, `described(raw, alt)`
// the source of a picture with other words, `plain(text)` that of text without any format. Between blocks
// stand what `gap(last, entry, node)` says, `markup(gap)` of that must stay, `joined` puts two such together, and
// `between(last, node, following)` stands before a new block, and `runsOn(last, node)` says whether two
// blocks as they are would be one.

import { escaped as escapedMarkdown } from "../escapes.js";
import { SPACE } from "./schema.js";
import { read as readHtml } from "./html/read.js";
import { delimited, escaped as escapedHtml, inline as inlineHtml, withAttribute, write as writeHtml } from "./html/write.js";
import { read as readMarkdown } from "./markdown/read.js";
import { inline as inlineMarkdown, write as writeMarkdown } from "./markdown/write.js";

const BLANK = /\n[ \t]*\n/;
const APART = "\n\n";

/** What links and notes may refer to. */
const REFERRED = new Set(["definition", "footnoteDefinition"]);

export const markdown = {
  /** Whether a text may be put between any two letters of another one. */
  cut: true,
  read: readMarkdown,
  write: writeMarkdown,
  field(node) {
    const cell = /^table_/.test(node.type.name);
    return inlineMarkdown(node, { flat: cell || node.type.name === "heading", cell });
  },
  spellings: (words, code) => new Set(code ? [words] : [words, escapedMarkdown(words), escapedMarkdown(words, { cell: true, link: true })]),
  spaced: (splice) => splice,
  /** Words may go on behind the spaces that stand behind what is marked. */
  closed: /([*_~]+|<\/\w+>)( +)$/,
  known(gone) {
    const parts = new Map();
    each(gone, (part, entry, at) => {
      const field = part.isTextblock && !part.type.spec.code && entry.fields.find((one) => one.at === at);
      if (field && !field.html) parts.set(part.textContent, { part, text: entry.text.slice(field.from, field.to).replace(/\n[ \t>]*/g, "\n") });
    });
    const known = (part) => {
      const found = parts.get(part.textContent);
      if (!found?.part.content.eq(part.content)) return null;
      return part.type.name === "paragraph" ? found.text : found.text.replace(/\n/g, " ");
    };
    return Object.assign(known, { html: () => html.known(gone) });
  },
  context: (blocks) =>
    blocks
      .filter(({ node }) => REFERRED.has(node.attrs.kind))
      .map(({ entry }) => entry.text)
      .join(APART),
  /** Blocks that stood beside each other without an empty line may go on so. */
  gap: (last, { before, after }) => (BLANK.test(before ?? "") || after === last.node.type.name ? before : APART),
  markup: () => "",
  joined: (left, gap) => gap,
  between: () => null,
  runsOn: () => false,
  /** Whether blocks with that between them can be read one by one. */
  apart: (gap) => BLANK.test(gap),
  plain: (text) => text,
  described(raw, alt) {
    const end = Math.max(raw.lastIndexOf("]("), raw.lastIndexOf("]["));
    return end > 0 ? `![${escapedMarkdown(alt, { link: true })}${raw.slice(end)}` : null;
  },
};

const TAGS = /<[^>]*>/g;
const NOTHING = /<!--\s*wp:([\w/-]+)(?:\s[^>]*?)?-->\s*<!--\s*\/wp:\1\s*-->\s*/g;

export const html = {
  cut: false,
  read: readHtml,
  write: writeHtml,
  field: inlineHtml,
  spellings: (words, code) => new Set(code ? [escapedHtml(words).replaceAll("&nbsp;", "\u00a0")] : [escapedHtml(words)]),
  /** Of several spaces one would be seen, and none at the ends. */
  spaced({ from, to, text, own }, whole, field) {
    if (own || field.lines) return { from, to, text };
    const ahead = whole.slice(to, field.to).replace(TAGS, "");
    const behind = whole.slice(field.from, from).replace(TAGS, "");
    const around = `${behind.slice(-1) || "\n"}${text}${ahead.slice(0, 1) || "\n"}`;
    const told = around.replace(/(?<=\s) | (?=[\t\n])/g, SPACE);
    if (text || whole[to] !== " ") return { from, to, text: told.slice(1, -1) };
    return { from, to: to + 1, text: told.slice(1) };
  },
  known(gone) {
    const name = (part) => `${part.type.name} ${part.textContent}`;
    const parts = new Map();
    const inside = new Map();
    each(gone, (part, entry, at) => {
      const found = entry.parts?.find((one) => one.at === at - 1);
      if (found) parts.set(name(part), { ...found, part, text: entry.text.slice(found.from, found.to) });
      if (!part.isTextblock) inside.set(name(part), entry.parts?.find((one) => one.at === at)?.beside);
    });
    const known = (part) => {
      const found = parts.get(name(part));
      return found?.part.eq(part) ? found : null;
    };
    return Object.assign(known, { beside: (part) => inside.get(name(part)) });
  },
  context: () => "",
  /** Words without a tag that stand behind others are set apart from them. */
  gap(last, { before, text }, node) {
    const bare = (one, written) => one.attrs.raw === "" && !/^<p[\s>]/i.test(written);
    const gap = before ?? "\n";
    return bare(last.node, last.entry.text) && bare(node, text) && !gap.trim() && !BLANK.test(gap) ? APART : gap;
  },
  markup: (gap) => (gap.trim() ? gap : ""),
  joined: (left, gap) => `${left}${gap}`.replace(NOTHING, ""),
  /** A new block of WordPress is delimited as the one before it. */
  between: delimited,
  runsOn: (last, node) => last.attrs.raw === "" && node.attrs.raw === "",
  apart: () => true,
  plain: (text) =>
    text
      .trim()
      .split(/\n\s*\n/)
      .map((part) => escapedHtml(part).replace(/\n/g, "<br>\n"))
      .map((part, at, all) => (all.length > 1 ? `<p>${part}</p>` : part))
      .join("\n"),
  described: (raw, alt) => withAttribute(raw, "alt", alt),
};

/** Call `take(part, entry, at)` for each node in blocks, `at` where what is in it begins. */
function each(blocks, take) {
  for (const { node, entry } of blocks) {
    take(node, entry, 1);
    if (!node.isTextblock) {
      node.descendants((part, at) => {
        if (!part.isInline) take(part, entry, at + 2);
        return !part.isTextblock;
      });
    }
  }
}
