// The draft as a file: what it was called, how its lines end, in and out.

import { Pasted } from "./copying.js";
import { gettext, language } from "./messages.js";
import { asWord, textOf } from "./server.js";
import { asHtml } from "./surface/word.js";
import { DATA, TEXTS, WORDS, endingOf, formatOf, named } from "./syntax.js";

const TYPES = { markdown: "text/markdown", html: "text/html", text: "text/plain" };
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const MOST = 2_000_000;
const MOST_WORD = 7_000_000;
const OTHERS = [
  [/^%PDF-/, (file) => gettext("“{file}” is a PDF, whatever its name says. Save it as Word (.docx) and open that", { file })],
  [/^\{\\rtf/, (file) => gettext("“{file}” is rich text (RTF), whatever its name says. Save it as Word (.docx) and open that", { file })],
  [/^PK\x03\x04/, (file) => gettext("“{file}” is a packed file, whatever its name says. Save it as Word (.docx) and open that", { file })],
  [/^\xd0\xcf\x11\xe0/, (file) => gettext("“{file}” is an old Word file, whatever its name says. Save it as Word (.docx) and open that", { file })],
];

export class Draft {
  constructor() {
    this.name = "";
    this.format = "markdown";
    this.lineEnd = "\n";
    this.mark = "";
    this.encoding = "utf-8";
    this.rich = false;
    this.sure = false;
    /** Of a Word file its bytes, and in base 64 what the server needs to check it. */
    this.word = null;
    this.bare = "";
    /** Of a Word file how its paragraphs look, null of others. */
    this.looks = null;
    /** How it was when it came to the page, empty while nothing did. */
    this.original = "";
    this.pasted = new Pasted();
  }

  /** The name it is checked and saved under. */
  get file() {
    return this.word ? this.name : named(this.name, this.format);
  }

  /** Take a file; returns its text. Throws an `Error` for what is no text, and stays as it was. */
  async open(file) {
    const ending = endingOf(file.name);
    if (file.size === 0) throw new Error(gettext("“{file}” is empty", { file: file.name }));
    if (WORDS.has(ending)) {
      tooLarge(file, MOST_WORD);
      const bytes = new Uint8Array(await file.arrayBuffer());
      const read = await textOf(file.name, file);
      if (ending === ".docx") {
        Object.assign(this, new Draft(), { name: file.name, format: "text", sure: true, word: bytes, bare: read.file, looks: read.looks ?? null });
        return read.text;
      }
      // A zipped page, as Google Docs saves it, is HTML; others become that, with what they look like.
      const name = named(`${file.name.slice(0, -ending.length)}.txt`, "html");
      Object.assign(this, new Draft(), { name, format: "html", sure: true });
      return read.looks ? asHtml(read.looks) : read.text;
    }
    if (ending && !TEXTS.has(ending)) throw new Error(unreadable(file.name, ending));
    tooLarge(file, MOST);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const head = String.fromCharCode(...bytes.subarray(0, 8));
    const other = OTHERS.find(([magic]) => magic.test(head));
    if (other) throw new Error(other[1](file.name));
    const { text: whole, encoding } = decoded(bytes, file.name);
    if (whole.includes("\0")) throw new Error(gettext("“{file}” is not a text file", { file: file.name }));
    const marked = whole.startsWith("\ufeff");
    const text = whole.replace(/^\ufeff/, "");
    Object.assign(this, new Draft(), {
      name: file.name,
      format: formatOf(file.name, text),
      lineEnd: /\r\n/.test(text) ? "\r\n" : "\n",
      mark: marked && encoding === "utf-8" ? "\ufeff" : "",
      encoding,
      sure: true,
    });
    return text.replace(/\r\n?/g, "\n");
  }

  /** Return the text as the bytes or the text of its file. */
  written(text) {
    const whole = this.mark + (this.lineEnd === "\n" ? text : text.replace(/\n/g, this.lineEnd));
    return (this.encoding === "windows-1252" && encoded(whole)) || whole;
  }

  /** Save the draft in its own format; throws an `Error` if that cannot be. */
  async download(text, decided) {
    if (!this.word) {
      save(new Blob([this.written(text)], { type: TYPES[this.format] }), this.file);
      return;
    }
    const file = await asWord(this.name, text, toBase64(this.word), decided);
    const bytes = Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
    save(new Blob([bytes], { type: WORD }), this.name.replace(/(-reviewed)?\.docx$/i, "-reviewed.docx"));
  }

  /** Return what has to be kept of it. */
  get record() {
    const { pasted, ...rest } = this;
    return { ...rest, pieces: pasted.pieces, images: pasted.images };
  }

  /** Become the draft that `record` was made of. */
  restore({ pieces, images, ...rest }) {
    Object.assign(this, new Draft(), rest, { pasted: new Pasted(pieces, images) });
  }
}

function tooLarge(file, most) {
  if (file.size <= most) return;
  const size = (file.size / 1e6).toLocaleString(language, { maximumFractionDigits: 1 });
  const values = { file: file.name, size, most: most / 1e6 };
  throw new Error(gettext("“{file}” has {size} MB, more than the page can take ({most} MB). Check it in parts", values));
}

function unreadable(name, ending) {
  if (DATA.has(ending)) return gettext("“{file}” is a file of data, not a text. Copy the text that people read, and paste it here", { file: name });
  return gettext("termcheck cannot read {ending} files. Save “{file}” as Word (.docx) and open that, or paste its text here", { ending, file: name });
}

/** Return the text of bytes, whatever writes them: UTF-8, UTF-16, or as Windows did. */
function decoded(bytes, name) {
  const wide = { 0xfeff: "utf-16be", 0xfffe: "utf-16le" }[(bytes[0] << 8) | bytes[1]];
  for (const encoding of wide ? [wide] : ["utf-8", "windows-1252"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
      // Of these, no text has any.
      if (encoding === "windows-1252" && /[\0-\x08\x0e-\x1f\x7f-\x9f]/.test(text)) break;
      return { text, encoding };
    } catch {
      // The next one.
    }
  }
  throw new Error(gettext("“{file}” is not a text file", { file: name }));
}

/** Return text as Windows-1252, null if it has other letters too. */
function encoded(text) {
  const known = new Map(
    [...new TextDecoder("windows-1252").decode(Uint8Array.from({ length: 256 }, (_, at) => at))].map((one, at) => [one, at]),
  );
  const bytes = Uint8Array.from(text, (one) => known.get(one) ?? 0);
  return [...text].every((one) => known.has(one)) ? bytes : null;
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function toBase64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
