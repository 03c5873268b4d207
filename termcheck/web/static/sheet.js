// The draft on the page, as it looks or as it is written: one text, of which one view is shown.

import { difference } from "./places.js";
import { Paper } from "./paper.js";
import { Surface } from "./surface/view.js";
import { Tools } from "./surface/tools.js";
import { endingOf } from "./syntax.js";

const KEY = "termcheck-view";
const byId = (id) => document.getElementById(id);
/** Ends of the names of files that are Markdown. */
const LOOKS = new Set(["", ".md", ".markdown", ".mdown", ".mkd", ".mdx", ".qmd", ".rmd"]);

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
    this.can = true;
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

  replaceAll(edits) {
    this.view.replaceAll(edits);
  }

  fill(text) {
    this.view.fill(text);
  }

  show(id, start, focus) {
    this.view.show(id, start, focus);
  }

  /** Show a draft as it can be shown: its looks are known of Markdown alone. */
  suit({ file, name, format, word }) {
    this.can = format === "markdown" && !word && LOOKS.has(endingOf(name || file));
    byId("format-tools").hidden = !this.can;
    const next = this.can && this.wanted ? this.surface : this.source;
    if (next !== this.view) this.#turn(next);
  }

  /** Show the other view, and remember that. */
  toggle() {
    if (!this.can) return;
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
