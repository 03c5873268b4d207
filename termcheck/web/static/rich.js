// Formatted text from the clipboard (Google Docs, Word, WordPress, a web page) as Markdown.
//
// The HTML is parsed into a document that is never shown: nothing in it loads or runs. The policy of
// the page forbids `style` attributes there too, so they are read under another name.

const BLOCKS = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "),
);
const SILENT = new Set("BUTTON HEAD IFRAME INPUT NOSCRIPT OBJECT SCRIPT SELECT STYLE SVG TEMPLATE TITLE".split(" "));
const STRUCTURE = "h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,a[href],b,strong,i,em,img[alt],p+p,[data-style*='font-weight:7'],[data-style*='font-weight: 7'],[data-style*='italic']";
const TAG = /<[a-z][^>]*>/gi;
const ACTIVE = /\s(style|on\w+)(?=\s*=)/gi;

/** Return the Markdown of formatted text, or an empty string if it holds no format. */
export function toMarkdown(html) {
  const inert = html.replace(TAG, (tag) => tag.replace(ACTIVE, " data-$1"));
  const { body } = new DOMParser().parseFromString(inert, "text/html");
  if (!body.querySelector(STRUCTURE) || isCode(body)) return "";
  const text = blocks(body, "").join("\n\n");
  return text.replace(/\u00a0/g, " ").replace(/[ \t]+$/gm, "").replace(/\n{3,}/g, "\n\n").trim();
}

/** Code editors put their colours on the clipboard; that text is plain. */
function isCode(body) {
  const styled = body.querySelector("[data-style*='monospace' i], [data-style*='white-space: pre;']");
  return Boolean(styled) && !body.querySelector("h1,h2,h3,h4,ul,ol,a[href],p");
}

/** Return the paragraphs, headings, lists and tables in an element. */
function blocks(parent, indent) {
  const found = [];
  let line = [];
  const flush = () => {
    const text = tidy(line.map((node) => inline(node)).join(""));
    if (text) found.push(escaped(text));
    line = [];
  };
  for (const node of parent.childNodes) {
    if (node.nodeType === 1 && SILENT.has(node.tagName)) continue;
    const holds = node.nodeType === 1 && (BLOCKS.has(node.tagName) || hasBlock(node));
    if (!holds) {
      line.push(node);
      continue;
    }
    flush();
    found.push(...block(node, indent));
  }
  flush();
  return found;
}

function hasBlock(node) {
  return [...node.children].some((child) => BLOCKS.has(child.tagName) || hasBlock(child));
}

function block(node, indent) {
  const tag = node.tagName;
  const level = /^H([1-6])$/.exec(tag)?.[1] ?? wordHeading(node);
  if (level) {
    const text = tidy(inline(node)).replace(/\n/g, " ").replace(/\*\*/g, "");
    return text ? [`${"#".repeat(Number(level))} ${text}`] : [];
  }
  if (tag === "UL" || tag === "OL") return [list(node, indent)];
  if (tag === "TABLE") return [table(node)];
  if (tag === "HR") return ["---"];
  if (tag === "PRE") return [`\`\`\`\n${node.textContent.replace(/\n$/, "")}\n\`\`\``];
  if (tag === "BLOCKQUOTE") {
    return [blocks(node, indent).join("\n\n").replace(/^/gm, "> ").replace(/^> $/gm, ">")];
  }
  return blocks(node, indent);
}

/** Word writes headings as paragraphs of a class. */
function wordHeading(node) {
  const named = /^(?:MsoHeading|Heading)(\d)$/.exec(node.className);
  const outline = /mso-outline-level:\s*(\d)/.exec(node.dataset.style ?? "");
  const level = Number(named?.[1] ?? outline?.[1] ?? 0);
  return level >= 1 && level <= 6 ? level : 0;
}

function list(node, indent) {
  const lines = [];
  let number = Number(node.getAttribute("start") ?? 1) || 1;
  for (const item of node.children) {
    if (item.tagName === "UL" || item.tagName === "OL") {
      // Google Docs hangs inner lists into the outer one.
      lines.push(list(item, "  ").replace(/^/gm, "  "));
      continue;
    }
    if (item.tagName !== "LI") continue;
    const mark = node.tagName === "OL" ? `${number}.` : "-";
    number += 1;
    const pad = " ".repeat(mark.length + 1);
    const parts = blocks(item, indent);
    const body = parts.map((part, at) => (at && !/^\s*(-|\d+\.) /.test(part) ? `\n${part}` : part)).join("\n");
    lines.push(`${mark} ${body.replace(/\n(?=.)/g, `\n${pad}`)}`);
  }
  return lines.join("\n");
}

function table(node) {
  const rows = [...node.querySelectorAll("tr")].map((row) =>
    [...row.cells].map((cell) => tidy(inline(cell)).replace(/\s*\n\s*/g, " ").replace(/\|/g, "\\|")),
  );
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (!width) return "";
  const line = (cells) => `| ${Array.from({ length: width }, (_, at) => cells[at] ?? "").join(" | ")} |`;
  return [line(rows[0]), line(Array(width).fill("---")), ...rows.slice(1).map(line)].join("\n");
}

/** Return the text in a node, with emphasis, links and code. */
function inline(node) {
  if (node.nodeType === 3) return node.data.replace(/[ \t\r\n]+/g, " ");
  if (node.nodeType !== 1 || SILENT.has(node.tagName)) return "";
  if (node.tagName === "BR") return "\n";
  if (node.tagName === "IMG") return node.alt ? `![${node.alt}](${address(node, "src")})` : "";
  const inside = [...node.childNodes].map(inline).join(BLOCKS.has(node.tagName) ? " " : "");
  if (node.tagName === "CODE") return inside.trim() ? `\`${inside.trim()}\`` : "";
  if (node.tagName === "A") {
    const target = address(node, "href");
    return target && inside.trim() ? around(inside, "[", `](${target})`) : inside;
  }
  const { bold, italic } = style(node);
  let text = inside;
  if (italic) text = around(text, "*", "*");
  if (bold) text = around(text, "**", "**");
  return text;
}

function style(node) {
  const written = node.dataset.style ?? "";
  const weight = /font-weight:\s*(\w+)/i.exec(written)?.[1];
  const slant = /font-style:\s*(\w+)/i.exec(written)?.[1];
  const tag = node.tagName;
  const heavy = weight ? Number(weight) >= 600 || /^bold/i.test(weight) : null;
  return {
    // Google Docs wraps everything in a `b` that is not bold.
    bold: heavy ?? (tag === "B" || tag === "STRONG"),
    italic: slant ? slant === "italic" : tag === "I" || tag === "EM",
  };
}

function around(text, before, after) {
  const [, lead, words, trail] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text);
  return words ? `${lead}${before}${words}${after}${trail}` : text;
}

function address(node, name) {
  const written = node.getAttribute(name) ?? "";
  const bare = /^https?:\/\/www\.google\.com\/url\?q=([^&]+)/.exec(written);
  const target = bare ? decodeURIComponent(bare[1]) : written;
  return /^(https?:|mailto:|\/|#|\.)/i.test(target) ? target.replace(/[\s()<>]/g, encodeURIComponent) : "";
}

function tidy(text) {
  return text
    .replace(/[ \t]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\*{4}(?=\S)/g, "")
    .trim();
}

/** A paragraph that starts like a heading or a list is none. */
function escaped(text) {
  return text.replace(/^(#{1,6}|[-+]|\d+[.)])(?= )/, (mark) => (/\d/.test(mark) ? mark.replace(/[.)]$/, "\\$&") : `\\${mark}`));
}
