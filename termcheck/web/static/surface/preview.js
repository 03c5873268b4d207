// A block of HTML as it looks, until the caret is in it: then it stands as it is written.

const KEPT = new Set(
  "ADDRESS ARTICLE ASIDE B BLOCKQUOTE BR CAPTION CITE CODE DD DEL DETAILS DIV DL DT EM FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR I IMG INS KBD LI MAIN MARK OL P PRE S SECTION SMALL SPAN STRONG SUB SUMMARY SUP TABLE TBODY TD TFOOT TH THEAD TR U UL A".split(" "),
);
const VOID = new Set(["BR", "HR", "IMG"]);
const SHOWN = ["colspan", "rowspan", "start"];
const PARTS = /<!--[\s\S]*?-->|<[^>]*>|[^<]+/g;
const TAG = /<[a-z][^>]*>/gi;

export class HtmlBlock {
  constructor(node, view, place, decorations, inner) {
    this.dom = document.createElement("div");
    this.dom.className = "html-block";
    this.looks = document.createElement("div");
    this.looks.className = "looks";
    this.looks.contentEditable = "false";
    this.looks.addEventListener("mousedown", (event) => {
      event.preventDefault();
      enter(view, place());
    });
    const source = document.createElement("pre");
    source.className = `source ${node.attrs.kind}`;
    this.contentDOM = source.appendChild(document.createElement("code"));
    this.dom.append(this.looks, source);
    this.update(node, decorations, inner);
  }

  update(node, decorations, inner) {
    if (node.type.name !== "source_block" || node.attrs.kind !== "html") return false;
    const text = node.textContent;
    if (text !== this.text) {
      this.text = text;
      this.drawn = looks(text);
    }
    const open = !this.drawn || decorations.some((one) => one.spec.within);
    this.dom.classList.toggle("open", open);
    if (!open) {
      const found = [];
      inner.forEachSet((set) => found.push(...set.find()));
      this.looks.replaceChildren(...marked(this.drawn, text, found));
    }
    return true;
  }

  stopEvent(event) {
    return this.looks.contains(event.target) && event.type !== "copy";
  }

  ignoreMutation({ target }) {
    return !this.contentDOM.contains(target);
  }
}

function enter(view, place) {
  const { state } = view;
  const near = state.selection.constructor.near(state.doc.resolve(place + 1));
  view.dispatch(state.tr.setSelection(near));
  view.focus();
}

/** Return HTML as elements that only look, null if it holds others or is not closed. */
function looks(html) {
  const inert = html.replace(TAG, (tag) => tag.replace(/\s(style|on\w+)(?=\s*=)/gi, " data-$1"));
  if (!closed(inert)) return null;
  const { body } = new DOMParser().parseFromString(inert, "text/html");
  const box = document.createElement("div");
  return copied(body, box) && box.firstElementChild && box.textContent.trim() ? box : null;
}

/** Return whether all elements in HTML are closed. */
export function closed(html) {
  const open = [];
  for (const [, end, name] of html.matchAll(/<(\/?)([a-zA-Z][\w-]*)[^>]*>/g)) {
    const tag = name.toUpperCase();
    if (VOID.has(tag)) continue;
    if (!end) open.push(tag);
    else if (open.pop() !== tag) return false;
  }
  return open.length === 0;
}

function copied(from, to) {
  for (const node of from.childNodes) {
    if (node.nodeType === 3) to.append(node.data);
    if (node.nodeType !== 1) continue;
    if (!KEPT.has(node.tagName)) return false;
    const tag = node.tagName === "A" || node.tagName === "IMG" ? "span" : node.tagName;
    const made = document.createElement(tag);
    if (node.tagName === "A") made.className = "link";
    if (node.tagName === "IMG") {
      made.className = "picture";
      made.setAttribute("role", "img");
      made.setAttribute("aria-label", node.alt || node.getAttribute("src") || "");
      made.dataset.shown = node.alt || node.getAttribute("src") || "";
    }
    if (node.tagName === "DETAILS") made.open = true;
    for (const name of SHOWN) if (node.hasAttribute(name)) made.setAttribute(name, node.getAttribute(name));
    to.append(made);
    if (!copied(node, made)) return false;
  }
  return true;
}

/** Return a copy of elements with marks at the words that stand there in the source. */
function marked(box, text, marks) {
  const copy = box.cloneNode(true);
  const segments = [...text.matchAll(PARTS)].filter(([part]) => part[0] !== "<" && part.trim());
  const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walk.nextNode()) if (walk.currentNode.data.trim()) nodes.push(walk.currentNode);
  const fits = nodes.length === segments.length;
  for (const { from, to, spec } of [...marks].sort((one, other) => other.from - one.from)) {
    if (!spec.looks) continue;
    const at = fits ? segments.findIndex((one) => one.index <= from && from < one.index + one[0].length) : -1;
    const mark = document.createElement("span");
    mark.className = at < 0 ? `${spec.looks} whole` : spec.looks;
    mark.dataset.id = spec.id;
    if (at < 0) {
      mark.append(...copy.childNodes);
      copy.append(mark);
      continue;
    }
    const node = nodes[at];
    const exact = node.data === segments[at][0];
    const range = document.createRange();
    range.setStart(node, exact ? from - segments[at].index : 0);
    range.setEnd(node, exact ? Math.min(node.length, to - segments[at].index) : node.length);
    range.surroundContents(mark);
  }
  return copy.childNodes;
}
