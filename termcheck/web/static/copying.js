// A draft as formatted text again: what did not change goes back as it came.

import { asRichText } from "./server.js";

const NOTES = /[ \t]*<!-- termcheck:[\s\S]*?-->(?:[ \t]*\n(?=\S))?/g;
const IMAGE = /(src=")image:(\d+)(")/g;

/** The parts of a draft that were pasted: their Markdown, and the HTML it stands for. */
export class Pasted {
  constructor(pieces = [], images = []) {
    this.images = images;
    this.byLine = new Map();
    this.add({ pieces, images: [] });
  }

  get empty() {
    return this.byLine.size === 0;
  }

  /** Return the address of an image, also of one too long to be read. */
  picture(address) {
    return this.images[Number(/^image:(\d+)$/.exec(address)?.[1] ?? 0) - 1] ?? address;
  }

  /** Remember what `fromClipboard` gave. */
  add({ pieces, images }) {
    this.images.push(...images);
    for (const [text, html] of pieces) {
      const first = firstLine(text);
      const known = this.byLine.get(first) ?? [];
      if (!known.some((one) => one[0] === text)) known.push([text, html]);
      // The longest is tried first.
      this.byLine.set(first, known.sort((one, other) => other[0].length - one[0].length));
    }
  }

  /** All pieces, to be kept. */
  get pieces() {
    return [...this.byLine.values()].flat();
  }

  /** Return a draft in parts: `{html}` as it came, or `{text}` that was written here. */
  parts(draft) {
    const text = draft.replace(NOTES, "").trim();
    const found = [];
    let at = 0;
    while (at < text.length) {
      const known = (this.byLine.get(firstLine(text, at)) ?? []).find(
        ([piece]) => text.startsWith(piece, at) && /^\s*(?:\n\s*\n|$)/.test(text.slice(at + piece.length, at + piece.length + 200)),
      );
      const next = text.indexOf("\n\n", at);
      const end = known ? at + known[0].length : next < 0 ? text.length : next;
      const last = found.at(-1);
      if (known) found.push({ html: known[1] });
      else if (last?.text) last.text += `\n\n${text.slice(at, end)}`;
      else found.push({ text: text.slice(at, end) });
      at = end;
      while (/\s/.test(text[at] ?? "")) at += 1;
    }
    return found;
  }

  /** Return a draft as HTML; what was written here is turned into it by the server. */
  async html(draft) {
    const parts = this.parts(draft);
    const own = parts.filter((one) => one.text);
    const drawn = own.length ? split(await asRichText(own.map((one) => one.text).join(`\n\n${BETWEEN}\n\n`))) : [];
    const image = (all, before, number, after) => `${before}${attribute(this.images[number - 1] ?? "")}${after}`;
    return parts.map((one) => one.html ?? drawn.shift().replace(IMAGE, image)).join("\n");
  }
}

/** Stands between parts on their way to the server and back. */
const BETWEEN = "\ue0ff";
const split = (html) => html.split(`<p>${BETWEEN}</p>`).map((one) => one.trim());
const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");

function firstLine(text, at = 0) {
  const end = text.indexOf("\n", at);
  return text.slice(at, end < 0 ? text.length : end);
}

/** Put a text on the clipboard, with HTML if there is some; returns whether that was done. */
export function toClipboard(text, html) {
  let done = false;
  const give = (event) => {
    // What an event gives is taken as it is; the clipboard of the browser would make relative links
    // absolute.
    event.clipboardData.setData("text/plain", text);
    if (html !== null) event.clipboardData.setData("text/html", html);
    event.preventDefault();
    event.stopImmediatePropagation();
    done = true;
  };
  document.addEventListener("copy", give, { capture: true, once: true });
  const said = document.execCommand("copy");
  document.removeEventListener("copy", give, { capture: true });
  return said && done;
}
