// The draft on the page, as it looks or as it is written: one text, of which one view is shown.

import { gettext } from "./messages.js";
import { difference } from "./places.js";
import { Paper } from "./paper.js";
import { html, markdown } from "./surface/formats.js";
import { word } from "./surface/word.js";
import { Surface } from "./surface/view.js";
import { Tools } from "./surface/tools.js";
import { endingOf } from "./syntax.js";

const KEY = "termcheck-view";
const byId = (id) => document.getElementById(id);
/** Ends of the names of files that are Markdown. */
const MARKDOWN = new Set(["", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"]);

/** Return how a draft can be shown as it looks, null if it cannot. */
function looksOf({ file, name, format, looks }) {
  if (looks) return word(looks);
  if (format === "html") return html;
  return format === "markdown" && MARKDOWN.has(endingOf(name || file)) ? markdown : null;
}

/** Return what is to be said of how a draft is shown, empty for nothing. */
function saidOf({ name, format, looks }, shown) {
  if (looks) return gettext("What you write goes into the Word file as tracked changes. Its formatting stays as it is.");
  if (shown || format !== "markdown") return "";
  return gettext("Files that end in {ending} are shown as they are written, with their signs; remarks and suggestions are the same.", { ending: endingOf(name) });
}

export class Sheet {
  /** `tell` has `changed()`, `moved()`, `pasted(event)`, `copied()` for all of it, and `picture(address)`. */
  constructor(tell) {
    this.source = new Paper(byId("text"), byId("backdrop"));
    this.surface = new Surface(byId("surface"), {
      class: "words",
      id: "formatted",
      role: "textbox",
      "aria-multiline": "true",
      "aria-label": byId("text").getAttribute("aria-label"),
      "aria-describedby": "text-help",
      spellcheck: "true",
    }, { ...tell, moved: () => this.#moved(tell) });
    this.tools = new Tools(this.surface);
    this.view = this.surface;
    this.wanted = stored() !== "source";
    this.looks = markdown;
    this.source.area.addEventListener("input", tell.changed);
    this.source.area.addEventListener("paste", tell.pasted);
    byId("view").addEventListener("click", () => this.toggle());
    this.#look();
  }

  #moved(tell) {
    this.tools.draw();
    tell.moved();
  }

  get text() {
    return this.view.text;
  }

  /** Whether the draft is shown as it looks. */
  get formatted() {
    return this.view === this.surface;
  }

  get caret() {
    return this.view.caret;
  }

  get selection() {
    return this.view.selection;
  }

  select(start, end) {
    this.view.select(start, end);
  }

  focus() {
    this.view.focus();
  }

  draw(marks, format) {
    this.view.draw(marks, format);
  }

  replace(start, end, words) {
    this.view.replace(start, end, words);
  }

  /** Put what was pasted in the place of what is chosen. */
  insert(start, end, words) {
    this.view.insert(start, end, words);
  }

  /** Put what Markdown looks like there, as the draft is written. */
  insertLooks(start, end, text) {
    this.surface.insert(start, end, text, markdown);
  }

  /** What is shown, as HTML; null where the source is. */
  get html() {
    return this.formatted ? this.surface.html : null;
  }

  /** Return what stands around a place where the draft is shown as it looks, null where it is not. */
  near(at) {
    return this.formatted ? this.surface.near(at) : null;
  }

  replaceAll(edits) {
    this.view.replaceAll(edits);
  }

  /** Put a whole new draft on the page. */
  fill(text, draft) {
    this.#choose(draft);
    const next = this.looks && this.wanted ? this.surface : this.source;
    if (next !== this.view) {
      this.view = next;
      this.#look();
    }
    this.view.fill(text, this.looks);
  }

  show(id, start, focus) {
    this.view.show(id, start, focus);
  }

  #choose(draft) {
    this.looks = looksOf(draft);
    byId("format-tools").hidden = !this.looks;
    document.body.classList.toggle("fixed", Boolean(this.looks?.fixed));
    const told = saidOf(draft, this.looks);
    byId("as-written").hidden = !told;
    byId("as-written").textContent = told;
  }

  /** Show a draft as it can be shown. */
  suit(draft) {
    this.#choose(draft);
    const next = this.looks && this.wanted ? this.surface : this.source;
    if (next !== this.view) this.#turn(next);
    else if (this.formatted && this.looks !== this.surface.format) this.surface.fill(this.text, this.looks);
  }

  /** Show the other view, and remember that. */
  toggle() {
    if (!this.looks) return;
    this.wanted = this.view !== this.surface;
    try {
      localStorage.setItem(KEY, this.wanted ? "formatted" : "source");
    } catch {
      // A browser that keeps nothing still shows it.
    }
    const start = this.selection[0];
    this.#turn(this.wanted ? this.surface : this.source);
    this.select(start);
    this.focus();
  }

  #turn(next) {
    const { text } = this.view;
    this.view = next;
    this.#look();
    if (this.formatted && this.looks !== this.surface.format) {
      next.fill(text, this.looks);
      return;
    }
    const { start, end, size } = difference(next.text, text);
    if (next.text !== text) next.replace(start, end, text.slice(start, start + size));
  }

  #look() {
    const { formatted } = this;
    document.body.classList.toggle("formatted", formatted);
    byId("view").setAttribute("aria-pressed", String(!formatted));
    byId("surface").hidden = !formatted;
    byId("backdrop").hidden = formatted;
    this.source.area.hidden = formatted;
    this.tools.draw();
  }
}

function stored() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
