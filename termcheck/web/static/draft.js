// The draft as a file: what it was called, how its lines end, in and out.

import { asWord, textOf } from "./server.js";
import { formatOf, named } from "./syntax.js";

const TYPES = { markdown: "text/markdown", html: "text/html", text: "text/plain" };
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

export class Draft {
  constructor() {
    this.name = "";
    this.format = "markdown";
    this.lineEnd = "\n";
    this.mark = "";
    this.rich = false;
    this.sure = false;
    this.word = null;
  }

  /** The name it is checked and saved under. */
  get file() {
    return named(this.name, this.format);
  }

  /** Take a file; returns its text. Throws an `Error` for what is no text. */
  async open(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (/\.docx$/i.test(file.name)) {
      const text = await textOf(file.name, file);
      Object.assign(this, new Draft(), { name: file.name, format: "text", sure: true, word: bytes });
      return text;
    }
    const wide = { 0xfeff: "utf-16be", 0xfffe: "utf-16le" }[(bytes[0] << 8) | bytes[1]];
    let text;
    try {
      text = new TextDecoder(wide ?? "utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new Error(`${file.name} is not text that can be read; save it as UTF-8`);
    }
    if (text.slice(0, 8000).includes("\0")) throw new Error(`${file.name} is not a text file`);
    this.mark = text.startsWith("\ufeff") && !wide ? "\ufeff" : "";
    text = text.replace(/^\ufeff/, "");
    this.lineEnd = /\r\n/.test(text) ? "\r\n" : "\n";
    this.name = file.name;
    this.format = formatOf(file.name, text);
    this.rich = false;
    this.sure = true;
    this.word = null;
    return text.replace(/\r\n?/g, "\n");
  }

  /** Return the text as it was written in its file. */
  written(text) {
    return this.mark + (this.lineEnd === "\n" ? text : text.replace(/\n/g, this.lineEnd));
  }

  /** Save the draft in its own format; throws an `Error` if that cannot be. */
  async download(text, ignored) {
    if (!this.word) {
      save(new Blob([this.written(text)], { type: TYPES[this.format] }), this.file);
      return;
    }
    const file = await asWord(this.name, text, toBase64(this.word), ignored);
    const bytes = Uint8Array.from(atob(file), (one) => one.charCodeAt(0));
    save(new Blob([bytes], { type: WORD }), this.name.replace(/(-reviewed)?\.docx$/i, "-reviewed.docx"));
  }
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
