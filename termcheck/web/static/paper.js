// The draft on the page: a text area, and under it the same text with its marks.
//
// The text area has the caret, the selection, undo and the keyboard; its own letters are clear. The
// copy is drawn line by line, and only the lines that changed are drawn again.

import { markup } from "./syntax.js";

/** Letters of a draft that is long. */
const LONG = 50_000;

export class Paper {
  constructor(area, backdrop) {
    this.area = area;
    this.backdrop = backdrop;
    this.drawn = [];
  }

  get text() {
    return this.area.value;
  }

  /** Where the caret is, null if there is none. */
  get caret() {
    const [start, end] = this.selection;
    return start === end && document.activeElement === this.area ? start : null;
  }

  get selection() {
    return [this.area.selectionStart, this.area.selectionEnd];
  }

  select(start, end = start) {
    this.area.setSelectionRange(start, end);
  }

  focus() {
    this.area.focus({ preventScroll: true });
  }

  /** Draw the text with `marks`: `{start, end, id, severity, active}` in order, no overlaps. */
  draw(marks, format) {
    const lines = [];
    let start = 0;
    let next = 0;
    for (const text of this.text.split("\n")) {
      const end = start + text.length;
      const inside = [];
      while (next < marks.length && marks[next].start <= end) {
        const mark = marks[next];
        inside.push({ ...mark, start: Math.max(0, mark.start - start), end: Math.min(mark.end, end) - start });
        if (mark.end > end) break;
        next += 1;
      }
      const told = inside.map((one) => `${one.start},${one.end},${one.id},${one.severity},${one.active}`);
      lines.push({ text, inside, key: `${format}|${told.join(";")}|${text}` });
      start = end + 1;
    }
    this.#update(lines, format);
  }

  #update(lines, format) {
    const before = this.drawn;
    let head = 0;
    const most = Math.min(before.length, lines.length);
    while (head < most && before[head] === lines[head].key) head += 1;
    let tail = 0;
    while (
      tail < most - head &&
      before[before.length - 1 - tail] === lines[lines.length - 1 - tail].key
    ) {
      tail += 1;
    }
    const fresh = document.createDocumentFragment();
    for (const line of lines.slice(head, lines.length - tail)) fresh.append(drawLine(line, format));
    const children = this.backdrop.children;
    const gone = before.length - tail - head;
    for (let count = 0; count < gone; count += 1) children[head].remove();
    this.backdrop.insertBefore(fresh, children[head] ?? null);
    this.drawn = lines.map((line) => line.key);
  }

  /** Replace a part of the text as if it were typed, so that undo takes it back. */
  replace(start, end, words) {
    const { area } = this;
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    const done = words
      ? document.execCommand("insertText", false, words)
      : document.execCommand("delete");
    if (!done) {
      area.setRangeText(words, start, end, "end");
      area.dispatchEvent(new Event("input"));
    }
  }

  insert(start, end, words) {
    this.replace(start, end, words);
  }

  /** Replace several parts at once, in one step of undo; `edits` do not overlap. */
  replaceAll(edits) {
    const sorted = [...edits].sort((one, other) => one.start - other.start);
    const [first, last] = [sorted[0], sorted.at(-1)];
    let at = first.start;
    let text = "";
    for (const { start, end, text: words } of sorted) {
      if (start < at) continue;
      text += this.text.slice(at, start) + words;
      at = end;
    }
    this.replace(first.start, Math.max(at, last.end), text + this.text.slice(at, Math.max(at, last.end)));
  }

  /** Put a whole new draft on the page. */
  fill(text) {
    if (this.text || text.length < LONG) this.replace(0, this.text.length, text);
    else {
      // A browser takes seconds to insert so much as if it were typed, and there is nothing to bring back.
      this.area.setRangeText(text);
      this.area.dispatchEvent(new Event("input"));
    }
    this.select(0);
  }

  /** Put the caret at a place, and show the mark called `id`. */
  show(id, start, focus) {
    if (focus) {
      this.focus();
      this.select(start);
    }
    reveal(this.backdrop.querySelector(`[data-id="${CSS.escape(id)}"]`));
  }
}

/** Bring a mark into view, above the remarks on a narrow screen. */
export function reveal(mark) {
  if (!mark) return;
  const box = mark.getBoundingClientRect();
  const low = window.innerHeight * (window.innerWidth < 960 ? 0.5 : 0.85);
  if (box.top < 90 || box.bottom > low) {
    const goal = window.scrollY + box.top - low * 0.4;
    window.scrollTo({ top: goal, behavior: calm() ? "auto" : "smooth" });
  }
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function drawLine({ text, inside }, format) {
  const element = document.createElement("div");
  element.className = "line";
  const dims = markup(text, format);
  const cuts = new Set([0, text.length]);
  for (const [start, end] of dims) cuts.add(start).add(end);
  for (const mark of inside) cuts.add(mark.start).add(mark.end);
  const at = [...cuts].sort((one, other) => one - other);
  let dim = 0;
  let parent = element;
  let open = null;
  for (let index = 0; index + 1 < at.length; index += 1) {
    const [start, end] = [at[index], at[index + 1]];
    while (dim < dims.length && dims[dim][1] <= start) dim += 1;
    const dimmed = dim < dims.length && dims[dim][0] <= start;
    const mark = inside.find((one) => one.start <= start && end <= one.end) ?? null;
    if (mark !== open) {
      parent = element;
      open = mark;
      if (mark) {
        parent = document.createElement("span");
        parent.className = `mark ${mark.severity}${mark.active ? " active" : ""}`;
        parent.dataset.id = mark.id;
        element.append(parent);
      }
    }
    if (dimmed) {
      const part = document.createElement("span");
      part.className = "dim";
      part.textContent = text.slice(start, end);
      parent.append(part);
    } else {
      parent.append(text.slice(start, end));
    }
  }
  if (!text) element.append(document.createElement("br"));
  return element;
}

/** Return the marks: findings that overlap share the place of the first. */
export function marksOf(shown, active) {
  const made = [];
  for (const one of shown) {
    const last = made.at(-1);
    const chosen = one.id === active;
    if (last && one.start < last.end) {
      if (chosen) made[made.length - 1] = { ...last, active: true, id: one.id };
    } else if (one.end > one.start) {
      made.push({ start: one.start, end: one.end, id: one.id, severity: one.severity, active: chosen });
    }
  }
  return made;
}
