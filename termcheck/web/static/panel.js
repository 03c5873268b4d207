// The remarks beside the draft: list, counts, filters.

import { card, detail } from "./card.js";
import { make } from "./dom.js";
import { gettext, language, ngettext } from "./messages.js";
import { NAMES, SEVERITIES, remarksOf } from "./words.js";

export class Panel {
  constructor(tell) {
    this.tell = tell;
    this.list = document.getElementById("cards");
    this.status = document.getElementById("status");
    this.filters = document.getElementById("filters");
    this.walk = document.getElementById("walk");
    this.place = document.getElementById("place");
    this.term = document.getElementById("term");
    this.nothing = document.getElementById("aside-empty");
    this.ignored = document.getElementById("ignored");
    this.all = document.getElementById("take-all");
    this.spoken = document.getElementById("spoken");
    this.known = new Map();
    this.list.addEventListener("keydown", (event) => this.#keys(event));
  }

  /** Draw what the page holds; see `main.js` for the state. */
  draw(state, text) {
    this.#filters(state);
    this.#terms(state);
    const wanted = new Set(state.shown.map((one) => one.id));
    for (const [id, known] of this.known) {
      if (!wanted.has(id)) {
        known.item.remove();
        this.known.delete(id);
      }
    }
    const groups = grouped(state.findings);
    let last = null;
    for (const finding of state.shown) {
      // Drawing a card anew takes the old one out of the list.
      const item = this.#card(finding, groups.get(groupOf(finding)), state, text);
      const next = last ? last.nextElementSibling : this.list.firstElementChild;
      if (item !== next) this.list.insertBefore(item, next);
      last = item;
    }
    this.walk.hidden = state.findings.length === 0;
    const at = state.shown.findIndex((one) => one.id === state.active);
    this.place.textContent = at < 0 ? "" : gettext("{place} of {number}", { place: at + 1, number: state.shown.length });
    this.#empty(state, text);
    this.#hidden(state);
    const safe = state.shown.filter((one) => one.fixes[0]?.safety === "safe");
    this.all.hidden = safe.length < 2;
    this.all.textContent = ngettext("Take the safe suggestion", "Take all {number} safe suggestions", safe.length);
    this.all.onclick = () => this.tell("fix-all", safe[0], safe);
  }

  /** Say what is not shown: ignored here, or by comments in the draft. */
  #hidden({ ignored, hidden }) {
    const parts = [];
    if (ignored.length) {
      parts.push(
        ngettext("{number} remark ignored.", "{number} remarks ignored.", ignored.length),
        " ",
        make("button", { type: "button", onclick: () => this.tell("restore") }, gettext("Show again")),
      );
    }
    if (hidden) {
      parts.push(
        parts.length ? " " : "",
        ngettext("{number} remark is hidden by comments in the draft.", "{number} remarks are hidden by comments in the draft.", hidden),
        " ",
        make("button", { type: "button", onclick: () => this.tell("show-comment") }, gettext("Go to the next")),
      );
    }
    this.ignored.hidden = parts.length === 0;
    this.ignored.replaceChildren(...parts);
  }

  #card(finding, alike, state, text) {
    const open = finding.id === state.active;
    const key = JSON.stringify([finding.message, alike.length, finding.note, finding.severity, finding.fixes.length, state.ready]);
    let known = this.known.get(finding.id);
    if (!known || known.key !== key) {
      const item = card(finding, text, state.words, this.tell);
      known?.item.replaceWith(item);
      known = { key, item };
      this.known.set(finding.id, known);
    }
    // What its buttons do is about where it is now.
    known.item.finding = finding;
    const { item } = known;
    if (open !== item.classList.contains("open")) {
      item.classList.toggle("open", open);
      item.firstElementChild.setAttribute("aria-expanded", String(open));
      item.querySelector(".detail")?.remove();
      if (open) item.append(detail(finding, text, state.words, alike, this.tell));
    }
    return item;
  }

  #filters({ findings, off }) {
    this.filters.hidden = findings.length === 0;
    for (const severity of SEVERITIES) {
      const number = findings.filter((one) => one.severity === severity).length;
      let button = this.filters.querySelector(`[data-severity="${severity}"]`);
      if (!button) {
        button = make(
          "button",
          { type: "button", onclick: () => this.tell("filter", severity) },
          make("span", { className: `dot ${severity}`, "aria-hidden": "true" }),
          `${NAMES[severity]} `,
          make("b"),
        );
        button.dataset.severity = severity;
        this.filters.append(button);
      }
      button.lastElementChild.textContent = number.toLocaleString(language);
      button.hidden = number === 0;
      button.setAttribute("aria-pressed", String(!off.has(severity)));
    }
  }

  #terms({ findings, words, term }) {
    const counts = new Map();
    for (const one of findings) counts.set(one.term, (counts.get(one.term) ?? 0) + 1);
    if (term !== null) counts.set(term, counts.get(term) ?? 0);
    const names = [...counts].map(([id, number]) => [id, words.terms.get(id)?.term ?? (id || gettext("No word")), number]);
    names.sort((one, other) => one[1].localeCompare(other[1], language));
    const told = JSON.stringify(names);
    if (told === this.drawnTerms) return;
    this.drawnTerms = told;
    this.term.replaceChildren(
      new Option(gettext("All words"), "all"),
      ...names.map(([id, name, number]) => new Option(`${name} (${number})`, `=${id}`)),
    );
    this.term.value = term === null ? "all" : `=${term}`;
  }

  #empty({ findings, shown, checked, problem, ignored, hidden }, text) {
    const parts = [];
    if (problem) parts.push(make("button", { type: "button", onclick: () => this.tell("again") }, gettext("Try again")));
    else if (!text.trim()) parts.push(make("p", {}, gettext("What to change, and why, appears here as you write.")));
    else if (checked && !findings.length) {
      const left = ignored.length + hidden;
      parts.push(tick(), make("p", { className: "big" }, left ? gettext("Nothing is left to decide.") : gettext("Every word is as it should be.")));
    } else if (findings.length && !shown.length) parts.push(make("p", {}, gettext("The filter hides every remark.")));
    this.nothing.replaceChildren(...parts);
  }

  /** Say how things stand. */
  say(text, kind = "") {
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.classList.toggle("found", kind === "found");
    this.status.classList.toggle("wrong", kind === "wrong");
  }

  /** Say a remark to those who do not see it. */
  speak(finding, at, number) {
    const fix = finding.fixes.find((one) => one.safety !== "shown");
    const values = { place: at + 1, number, kind: NAMES[finding.severity], remark: finding.headline };
    const told = [gettext("Remark {place} of {number}, {kind}: {remark}.", values)];
    if (fix?.text) told.push(gettext("Suggestion: {words}.", { words: fix.text }));
    this.spoken.textContent = told.join(" ");
  }

  busy(is) {
    this.status.classList.toggle("busy", is);
  }

  /** Bring the open card into view; with `focus`, the keyboard goes there. */
  show(id, focus) {
    const item = this.known.get(id)?.item;
    if (!item) return;
    if (focus) item.firstElementChild.focus({ preventScroll: true });
    const [list, box] = [this.list.getBoundingClientRect(), item.getBoundingClientRect()];
    if (box.top < list.top || box.bottom > list.bottom) this.list.scrollTop += box.top - list.top;
  }

  get hasFocus() {
    return this.list.contains(document.activeElement);
  }

  #keys(event) {
    const item = event.target.closest(".card");
    if (!item || event.target.tagName === "INPUT") return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && event.target === item.firstElementChild) {
      event.preventDefault();
      this.tell("step", null, step);
    }
  }
}

const groupOf = ({ check, term, headline }) => JSON.stringify([check, term, headline]);

/** Return the findings that say the same, by what they say. */
function grouped(findings) {
  const groups = new Map();
  for (const finding of findings) {
    const group = groupOf(finding);
    if (groups.has(group)) groups.get(group).push(finding);
    else groups.set(group, [finding]);
  }
  return groups;
}

function tick() {
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  shape.setAttribute("viewBox", "0 0 24 24");
  shape.setAttribute("class", "tick");
  shape.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M4.5 12.5l5 5L19.5 7");
  for (const [name, value] of Object.entries({ fill: "none", stroke: "currentColor", "stroke-width": "2", "stroke-linecap": "round", "stroke-linejoin": "round" })) {
    path.setAttribute(name, value);
  }
  shape.append(path);
  return shape;
}
