// The draft as a file: what it was called, how its lines end, in and out.

import { formatOf, named } from "./syntax.js";

const TYPES = { markdown: "text/markdown", html: "text/html", text: "text/plain" };

export class Draft {
  constructor() {
    this.name = "";
    this.format = "markdown";
    this.lineEnd = "\n";
    this.mark = "";
    this.rich = false;
    this.sure = false;
  }

  /** The name it is checked and saved under. */
  get file() {
    return named(this.name, this.format);
  }

  /** Take a file; returns its text. Throws an `Error` for what is no text. */
  async open(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
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
    return text.replace(/\r\n?/g, "\n");
  }

  /** Return the text as it was written in its file. */
  written(text) {
    return this.mark + (this.lineEnd === "\n" ? text : text.replace(/\n/g, this.lineEnd));
  }

  download(text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([this.written(text)], { type: TYPES[this.format] }));
    link.download = this.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
}
