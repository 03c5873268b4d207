// The draft as it looks: headings, lists, tables and links, over the same text that the source shows.

import { Decoration, DecorationSet, EditorState, EditorView, Plugin, PluginKey, TextSelection, closeHistory, gapCursor, history, tableEditing } from "../libraries.js";
import { reveal } from "../paper.js";
import { COMMANDS, keyboard, linkAt, linked, standing } from "./editing.js";
import { written as asHtml } from "./html/write.js";
import { blockAt, caretAt, toText, toView } from "./places.js";
import { Picture } from "./picture.js";
import { HtmlBlock } from "./preview.js";
import { alike, schema } from "./schema.js";
import { entries, readAll, sources, textOf, written } from "./sources.js";

const marking = new PluginKey("marks");
/** Letters of a block that is checked by itself. */
const LONG = 5000;

/** Underlines go along with the words until they are drawn anew. */
const marker = () =>
  new Plugin({
    key: marking,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => tr.getMeta(marking) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => marking.getState(state) },
  });

/** Tells a block of source that the caret is in it. */
const within = () =>
  new Plugin({
    props: {
      decorations({ doc, selection: { $from } }) {
        if ($from.parent.type !== schema.nodes.source_block) return null;
        return DecorationSet.create(doc, [Decoration.node($from.before(), $from.after(), {}, { within: true })]);
      },
    },
  });

/** Make a cell that is left with one paragraph one of a line, as it is read. */
function plainCells(tr) {
  const found = [];
  tr.doc.forEach((block, offset) => {
    if (!/^(?:table|html_group)$/.test(block.type.name)) return;
    block.descendants((node, at) => {
      const rich = /^rich_/.test(node.type.name);
      if (rich && node.childCount === 1 && node.firstChild.type === schema.nodes.paragraph) found.push([offset + 1 + at, node]);
      return !rich;
    });
  });
  if (!found.length) return;
  const moved = (place) => found.reduce((sum, [at, node]) => sum - (at + node.nodeSize <= place ? 2 : at < place ? 1 : 0), place);
  const places = [tr.selection.anchor, tr.selection.head].map(moved);
  for (const [at, node] of [...found].reverse()) {
    const type = schema.nodes[node.type.name.replace("rich", "table")];
    tr.replaceWith(at, at + node.nodeSize, type.create(node.attrs, node.firstChild.content));
  }
  tr.setSelection(TextSelection.between(...places.map((place) => tr.doc.resolve(Math.min(place, tr.doc.content.size)))));
}

export class Surface {
  /** `tell` has `changed()`, `moved()`, `pasted(event)`, `copied()` and `picture(address)`; `about` are attributes of the element. */
  constructor(place, about, tell) {
    this.tell = tell;
    this.place = place;
    this.copied = null;
    /** Whether the last change was one of the text, not of what is shown. */
    this.whole = false;
    const plugins = [sources(), marker(), within(), ...keyboard(), history(), gapCursor(), tableEditing()];
    this.view = new EditorView(place, {
      state: EditorState.create({ schema, plugins }),
      attributes: about,
      nodeViews: {
        source_block: (node, ...more) => (node.attrs.kind === "html" ? new HtmlBlock(node, ...more) : plain(node)),
        image: (node) => new Picture(node, tell.picture),
      },
      dispatchTransaction: (tr) => this.#take(tr),
      // Before the HTML is read: what it holds of styles is not to be tried.
      handleDOMEvents: { paste: (_, event) => this.#paste(event), copy: (_, event) => this.#copy(event) },
      handleDrop: (_, event) => event.dataTransfer?.types.includes("Files"),
      transformCopied: (slice) => {
        this.copied = slice;
        return slice;
      },
    });
  }

  get text() {
    return textOf(this.view.state).whole;
  }

  /** The format of the text, one of `formats.js`. */
  get format() {
    return textOf(this.view.state).format;
  }

  /** What is shown, as HTML. */
  get html() {
    return asHtml(this.view.state.doc.content.content);
  }

  /** Where the caret is in the text, null if there is none. */
  get caret() {
    const { selection } = this.view.state;
    return this.view.hasFocus() && selection.empty ? this.selection[0] : null;
  }

  /** What is chosen, as a span of the text. */
  get selection() {
    const { state } = this.view;
    const text = textOf(state);
    return [state.selection.from, state.selection.to].map((pos) => toText(text, pos));
  }

  get standing() {
    return standing(this.view.state);
  }

  focus() {
    this.view.focus();
  }

  select(start, end = start) {
    const { state } = this.view;
    const text = textOf(state);
    const [from, to] = [start, end].map((offset) => state.doc.resolve(Math.min(caretAt(text, offset), state.doc.content.size)));
    this.view.dispatch(state.tr.setSelection(TextSelection.between(from, to)).scrollIntoView());
  }

  /** Do what a tool stands for. */
  run(name) {
    const { state } = this.view;
    // What has no look of its own stays what it is.
    if (state.selection.$from.parent.type !== schema.nodes.source_block) COMMANDS[name]?.(state, this.view.dispatch);
    this.focus();
  }

  /** The link at the caret, or the words to make one of: `{href, from, to}`. */
  get link() {
    return linkAt(this.view.state);
  }

  set link({ href, ...range }) {
    linked(range, href)(this.view.state, this.view.dispatch);
    this.focus();
  }

  /** The picture that is chosen: `{alt, at}`, null if it is none. */
  get picture() {
    const { selection } = this.view.state;
    return selection.node?.type === schema.nodes.image ? { alt: selection.node.attrs.alt, at: selection.from } : null;
  }

  set picture({ alt, at }) {
    const { attrs } = this.view.state.doc.nodeAt(at);
    const raw = alt === attrs.alt ? null : this.format.described(attrs.raw, alt);
    if (raw) this.view.dispatch(this.view.state.tr.setNodeMarkup(at, null, { ...attrs, alt, raw }));
    this.focus();
  }

  #take(tr) {
    const before = this.text;
    // What is typed next is undone by itself.
    if (tr.docChanged && this.whole) closeHistory(tr);
    if (tr.docChanged) this.whole = false;
    if (tr.docChanged) plainCells(tr);
    this.view.updateState(this.view.state.apply(tr));
    if (tr.docChanged || this.text !== before) this.tell.changed();
    if (tr.selectionSet || tr.docChanged) this.tell.moved();
  }

  /** Draw `marks`: `{start, end, id, severity, active}` in order, no overlaps. */
  draw(marks) {
    const { state } = this.view;
    const text = textOf(state);
    const wanted = [];
    for (const { start, end, id, severity, active } of marks) {
      const looks = `mark ${severity}${active ? " active" : ""}`;
      for (const { from, to, block } of toView(text, start, end)) wanted.push({ from, to, block, id, looks });
    }
    const drawn = marking.getState(state).find();
    const same = (one, at) => one.from === wanted[at].from && one.to === wanted[at].to && one.spec.id === wanted[at].id && one.spec.looks === wanted[at].looks;
    if (drawn.length === wanted.length && drawn.every(same)) return;
    const made = wanted.map(({ from, to, block, id, looks }) => {
      const attributes = { class: block ? `${looks} whole` : looks, "data-id": id };
      return block ? Decoration.node(from, to, attributes, { id, looks }) : Decoration.inline(from, to, attributes, { id, looks });
    });
    this.view.dispatch(state.tr.setMeta(marking, DecorationSet.create(state.doc, made)).setMeta("addToHistory", false));
  }

  /** Replace a part of the text, so that undo takes it back. */
  replace(start, end, words) {
    this.replaceAll([{ start, end, text: words }]);
    const { state } = this.view;
    const at = Math.min(caretAt(textOf(state), start + words.length), state.doc.content.size);
    this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at), -1)));
  }

  /** Replace several parts of the text in one step; `edits` do not overlap. */
  replaceAll(edits) {
    const text = textOf(this.view.state);
    const sorted = [...edits].sort((one, other) => one.start - other.start);
    const [start, end] = [sorted[0].start, Math.max(...sorted.map((one) => one.end))];
    let at = start;
    let words = "";
    for (const edit of sorted) {
      if (edit.start < at) continue;
      words += text.whole.slice(at, edit.start) + edit.text;
      at = edit.end;
    }
    this.#become(part(text, start, end, words) ?? readAll(text.whole.slice(0, start) + words + text.whole.slice(end), text.format));
  }

  /** Put a whole new draft on the page. */
  fill(text, format = this.format) {
    if (text !== this.text || format !== this.format) this.#become(readAll(text, format));
    this.view.dispatch(this.view.state.tr.setSelection(TextSelection.atStart(this.view.state.doc)));
  }

  /** Show blocks that are written as they say, changing no more of the document than differs. */
  #become(given) {
    const { state } = this.view;
    const doc = schema.node("doc", null, given.blocks.map((one) => one.node));
    let { tr } = state;
    const start = state.doc.content.findDiffStart(doc.content);
    if (start !== null) {
      let { a: end, b: stop } = state.doc.content.findDiffEnd(doc.content);
      const overlap = start - Math.min(end, stop);
      if (overlap > 0) {
        end += overlap;
        stop += overlap;
      }
      try {
        tr = tr.replace(start, end, doc.slice(start, stop));
      } catch {
        tr = null;
      }
      if (!tr?.doc.eq(doc)) tr = state.tr.replaceWith(0, state.doc.content.size, doc.content);
    }
    this.view.dispatch(closeHistory(written(tr, given)));
    this.whole = true;
  }

  /** All of the draft is copied as its button does: what was pasted goes back as it came. */
  #copy(event) {
    const { selection, doc } = this.view.state;
    if (selection.empty || selection.from > 1 || selection.to < doc.content.size - 1) return false;
    event.preventDefault();
    this.tell.copied();
    return true;
  }

  #paste(event) {
    const data = event.clipboardData;
    if (!data) return false;
    const html = data.getData("text/html");
    if (!this.format.fixed && html.includes("data-pm-slice") && data.getData("text/plain") === textIn(this.copied)) {
      event.preventDefault();
      this.view.dispatch(this.view.state.tr.replaceSelection(this.copied).scrollIntoView());
      return true;
    }
    this.tell.pasted(event);
    if (event.defaultPrevented) return true;
    event.preventDefault();
    const text = data.getData("text/plain").replace(/\r\n?/g, "\n");
    const code = this.view.state.selection.$from.parent.type.spec.code;
    if (text) this.insert(...this.selection, code && this.text.trim() ? text : this.format.plain(text));
    return true;
  }

  /**
   * Put a text in the place of what is chosen; what is more than a line stands by itself. Of another
   * `format` what it looks like is put there.
   */
  insert(start, end, text, format = this.format) {
    const { state } = this.view;
    const { $from } = state.selection;
    const { blocks } = format.read(text, {});
    const line = blocks.length === 1 && blocks[0].node.type === schema.nodes.paragraph;
    if (format !== this.format) this.#put(blocks.map((one) => one.node), line);
    else if (!this.text.trim()) this.replace(start, end, text);
    else if (!(format.cut && $from.node(1)?.type !== schema.nodes.html_group) && !$from.parent.type.spec.code) this.#put(blocks.map((one) => one.node), line);
    else if (/^table_/.test($from.parent.type.name)) this.replace(start, end, text.replace(/\s*\n\s*/g, " "));
    else if (line || $from.parent.type.spec.code) this.replace(start, end, text);
    else {
      const known = textOf(state);
      const block = known.blocks[blockAt(known.blocks, start)];
      const before = start > block.from ? "\n\n" : "";
      const after = end < block.from + block.entry.text.length ? "\n\n" : "";
      this.replace(start, end, `${before}${text.trim()}${after}`);
    }
  }

  /** Put nodes in the place of what is chosen, of a `line` what is in it. */
  #put(nodes, line) {
    const { state } = this.view;
    const doc = schema.node("doc", null, nodes);
    const { $from } = state.selection;
    const narrow = $from.node(1)?.type === schema.nodes.html_group && nodes.some((one) => one.type === schema.nodes.source_block);
    const words = narrow || /^table_/.test($from.parent.type.name) ? schema.text(doc.textBetween(0, doc.content.size, " ") || " ") : null;
    const tr = words ? state.tr.replaceSelectionWith(words) : state.tr.replaceSelection(line ? doc.slice(1, doc.content.size - 1) : doc.slice(0));
    this.view.dispatch(closeHistory(tr).scrollIntoView());
  }

  /** Return the block at a place of the text below the headings it stands under, as `near.js` does of Markdown. */
  near(at) {
    const { blocks } = textOf(this.view.state);
    const index = blockAt(blocks, at);
    const { node, entry, from } = blocks[index];
    if (node.type.spec.code || entry.text.length > LONG) return null;
    const headings = blocks.slice(0, index).filter((one) => one.node.type === schema.nodes.heading);
    const head = [...new Set([headings[0], headings.at(-1)])].map((one) => (one ? `${one.entry.text}\n\n` : "")).join("");
    return { text: head + entry.text, start: from, end: from + entry.text.length, shift: from - head.length };
  }

  /** Put the caret at a place, and show the mark called `id`. */
  show(id, start, focus) {
    if (focus) {
      const { state } = this.view;
      const at = Math.min(caretAt(textOf(state), start), state.doc.content.size);
      this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at))));
      this.focus();
    }
    reveal(this.view.dom.querySelector(`[data-id="${CSS.escape(id)}"]`));
  }
}

/** Return what was copied here as plain text, null if nothing was. */
const textIn = (slice) => slice && slice.content.textBetween(0, slice.content.size, "\n\n");

/** Return a block that stands as it is written. */
function plain(node) {
  const dom = document.createElement("pre");
  dom.className = `source ${node.attrs.kind}`;
  // What is long is scrolled, also by keys.
  if (node.attrs.kind === "hidden") dom.tabIndex = 0;
  return { dom, contentDOM: dom.appendChild(document.createElement("code")) };
}

/** Return the blocks after a replacement that touches a few of them, null if all have to be read. */
function part(text, start, end, words) {
  const { format, blocks, head, tail, whole } = text;
  if (!blocks.length) return null;
  const first = Math.max(0, blocks.findLastIndex((one) => one.from <= start));
  const last = blockAt(blocks, Math.max(end - 1, start));
  if (start < blocks[first].from || last < first) return null;
  const stop = blocks[last].from + blocks[last].entry.text.length;
  if (end > stop) return null;
  const old = whole.slice(blocks[first].from, stop);
  const fresh = whole.slice(blocks[first].from, start) + words + whole.slice(end, stop);
  const context = format.context(blocks);
  // What is read by itself must have been what it is among the others.
  const again = format.read(old, { context, whole: first === 0 });
  const kept = blocks.slice(first, last + 1);
  if (again.blocks.length !== kept.length || !again.blocks.every((one, at) => alike(one.node, kept[at].node))) return null;
  const made = format.read(fresh, { context, whole: first === 0 });
  if (!made.blocks.length || made.after || made.blocks[0].before) return null;
  const found = entries(made.blocks);
  const { before, after } = blocks[first].entry;
  found[0].entry = { ...found[0].entry, before, after: found[0].node.type === blocks[first].node.type ? after : "" };
  if (first > 0 && !format.apart(before)) return null;
  const next = blocks[last + 1]?.entry;
  if (next && !format.apart(next.before)) return null;
  return { format, head, tail, blocks: [...blocks.slice(0, first), ...found, ...blocks.slice(last + 1)] };
}
