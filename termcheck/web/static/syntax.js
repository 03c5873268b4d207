// What in a line is markup and steps back, so that the words stand out.

const MARKDOWN =
  /^#{1,6}(?= )|^\s*(?:[-*+]|\d+[.)])(?= )|^\s*>+|\*{1,3}|(?<![\w])_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w)|`+|!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)|<!--.*?-->|<\/?[a-zA-Z][^>\n]*>/g;
const HTML = /<!--.*?-->|<[/!]?[a-zA-Z][^>\n]*>?/g;
const PATTERNS = { markdown: MARKDOWN, html: HTML };

/** Return `[start, end]` pairs of markup in a line. */
export function markup(line, format) {
  const pattern = PATTERNS[format];
  if (!pattern || line.length > 20000) return [];
  return Array.from(line.matchAll(pattern), (found) => [found.index, found.index + found[0].length]);
}

const endings = (text) => new Set(text.split(" ").map((one) => `.${one}`));
/** Ends of the names of files that are text, of those the server takes the text out of, and of data. */
export const TEXTS = endings("md markdown mdown mkd mdx qmd rmd html htm xhtml txt text rst rest adoc asciidoc");
export const WORDS = endings("docx odt rtf zip");
export const DATA = endings("json yaml yml csv tsv xml toml ini xls xlsx ods parquet sql");

/** Return the end of a file's name with its dot, in lower case. */
export function endingOf(name) {
  return (/\.[a-z]\w{0,11}$/i.exec(name)?.[0] ?? "").toLowerCase();
}

/** Return the format of a draft by its file name, or by what it looks like. */
export function formatOf(name, text) {
  if (/\.(html?|xhtml)$/i.test(name)) return "html";
  if (/\.(txt|text)$/i.test(name)) return "text";
  if (TEXTS.has(endingOf(name))) return "markdown";
  return looksLikeHtml(text) ? "html" : "markdown";
}

/** Return whether a text is HTML, as what a content system exports. */
export function looksLikeHtml(text) {
  const head = text.trimStart().slice(0, 2000);
  return /^<(!doctype|html|head|body|article|section|div|p|h[1-6]|!-- wp:)[\s>]/i.test(`${head} `) || /^<!-- wp:/.test(head);
}

const ENDS = { markdown: ".md", html: ".html", text: ".txt" };

/** Return a file name that is read as `format`. */
export function named(name, format) {
  if (!name) return `draft${ENDS[format]}`;
  return formatOf(name, "") === format ? name : name.replace(/\.[a-z]\w*$/i, "") + ENDS[format];
}
