// The page: the draft goes to the server, its answer goes onto paper and panel.
//
//   keys ─► text ─► watch ─► server ─► findings ─► shown ─► paper, panel

import { answer } from "./answer.js";
import { ask } from "./asking.js";
import { compare } from "./changes.js";
import { held, offer } from "./choice.js";
import { toClipboard } from "./copying.js";
import { Draft } from "./draft.js";
import { fill } from "./dom.js";
import { unpacked } from "./exports.js";
import { connect } from "./keys.js";
import { Panel } from "./panel.js";
import { marksOf } from "./paper.js";
import { gettext, language, ngettext } from "./messages.js";
import { around, shiftedTo } from "./near.js";
import { difference, fromBytes, moved, placed } from "./places.js";
import { Sheet } from "./sheet.js";
import { recent, several } from "./shelf.js";
import { cleaned, fromClipboard } from "./rich.js";
import * as server from "./server.js";
import * as store from "./store.js";
import { formatOf } from "./syntax.js";
import { Watch } from "./watch.js";
import { SEVERITIES, exampleOf, remarksOf, verdictOf, wordsOf } from "./words.js";

const byId = (id) => document.getElementById(id);
const draft = new Draft();
const paper = new Sheet({ changed, moved: followCaret, pasted: paste, copied: copy, picture: (address) => draft.pasted.picture(address) });
const panel = new Panel((what, finding, more) => actions[what](finding, more));

const state = {
  findings: [],
  shown: [],
  active: null,
  off: new Set(),
  term: null,
  /** Remarks left as they are, where they stand: `{finding, reason}`. */
  ignored: [],
  /** How many are hidden by comments in the draft. */
  hidden: 0,
  checked: false,
  problem: "",
  /** Why a file was not taken; it is told until something else happens. */
  refusal: "",
  ready: false,
  words: { terms: new Map(), checks: new Map(), subjects: {}, examples: [] },
};
let before = "";
/** Where the last change was. */
let edited = 0;
let saved = "";
let id = store.tabId();
let saving = 0;
/** What was changed since the text went to the server. */
let since = [];
/** Who waits until the draft was checked as it is. */
const waiting = [];
/** Whole drafts that undo and redo bring back: `{text, record, id}`. */
const earlier = [];

const watch = new Watch({
  read: () => paper.text,
  ask(text) {
    since = [];
    return text.trim() ? server.check(draft.file, text, draft.bare) : null;
  },
  soon: lookNear,
  tell: receive,
  fail(error) {
    state.problem = told(error);
    panel.say(state.problem, "wrong");
    draw();
  },
  busy: (is) => panel.busy(is && paper.text.trim() !== ""),
});

/** Take the answer to a text, which may have changed since. */
function receive(text, report) {
  state.problem = report?.problems[0]?.message ?? "";
  state.checked = report !== null;
  state.hidden = report?.summary.suppressed ?? 0;
  let findings = report ? placed(report, text) : [];
  for (const edit of since) findings = moved(findings, edit);
  renew(findings);
}

/** Put findings in the place of those that were there; the one in hand stays in hand. */
function renew(findings) {
  const was = state.findings.find((one) => one.id === state.active);
  const inPanel = panel.hasFocus;
  state.findings = findings.filter((one) => !isIgnored(one));
  // Its id goes by the words around it, which may be others now.
  const same = was && state.findings.find((one) => one.start === was.start && one.check === was.check);
  const renamed = same && same.id !== was.id;
  if (renamed) state.active = same.id;
  tellCount();
  draw();
  if (renamed) panel.show(same.id, inPanel);
}

/** Show what is found in the paragraph that was written in, before the whole draft is checked. */
async function lookNear(text) {
  const part = draft.format === "markdown" ? around(text, edited) : paper.near(edited);
  if (!part || draft.word || text.includes("termcheck:")) return;
  const report = await server.check(draft.file, part.text).catch(() => null);
  if (!report || state.checked || paper.text !== text) return;
  const known = (one) => state.findings.some((other) => other.id === one.id || (other.start < one.end && one.start < other.end));
  const fresh = shiftedTo(part, placed(report, part.text)).filter((one) => !known(one));
  if (fresh.length) renew([...state.findings, ...fresh].sort((one, other) => one.start - other.start));
}

/** Return whether a remark is one that was left as it is; that one goes by its place. */
function isIgnored(finding) {
  const left = state.ignored.find(
    ({ finding: one }) =>
      one.start === finding.start && one.check === finding.check && one.term === finding.term && one.subject === finding.subject,
  );
  if (left) left.finding = finding;
  return left !== undefined;
}

/** What was decided, as the server takes it. */
const decided = () => ({
  ignored: state.ignored.map(({ finding }) => finding.fingerprint),
  reasons: state.ignored.map(({ reason }) => reason),
});

const told = (error) => (error instanceof TypeError ? gettext("The server cannot be reached.") : sentence(error.message));

/** Return the remarks that the filters let through. */
const shown = () =>
  state.findings.filter((one) => !state.off.has(one.severity) && (state.term === null || one.term === state.term));

function tellCount() {
  const number = state.findings.length;
  const seen = shown().length;
  if (state.problem || state.refusal) panel.say(sentence(state.problem || state.refusal), "wrong");
  else if (!paper.text.trim()) panel.say(gettext("No draft yet"));
  else if (seen < number) panel.say(ngettext("{shown} of {number} remark shown", "{shown} of {number} remarks shown", number, { shown: seen }), "found");
  else if (number) panel.say(remarksOf(number), "found");
  else panel.say(state.checked ? gettext("Nothing to change") : gettext("Reading …"));
}

/** Return a message as a sentence, without marks of code. */
function sentence(text) {
  const plain = text.replace(/`([^`]*)`/g, "“$1”");
  const first = /^[a-z]+[ ,]/.test(plain) && !plain.startsWith("termcheck") ? plain.charAt(0).toUpperCase() : plain.charAt(0);
  return `${first}${plain.slice(1)}`.replace(/([^.])$/, "$1.");
}

function draw() {
  state.shown = shown();
  if (!state.shown.some((one) => one.id === state.active)) state.active = null;
  paper.suit(draft);
  paper.draw(marksOf(state.shown, state.active), draft.format);
  panel.draw(state, paper.text);
  drawTools();
}

function drawTools() {
  const { text } = paper;
  const some = text !== "";
  for (const button of byId("report-form").querySelectorAll("button[value]")) button.disabled = !state.checked;
  for (const tell of state.checked || state.problem ? waiting.splice(0) : []) tell();
  byId("sign-verdict").textContent = state.checked ? `${verdictOf(state.findings)}.` : sentence(state.problem || gettext("It is being checked."));
  byId("empty").hidden = some;
  for (const id of ["copy", "download", "report"]) byId(id).disabled = !some;
  byId("compare").hidden = !draft.original;
  byId("compare").disabled = draft.original === text;
  byId("name").textContent = draft.name || gettext("New draft");
  byId("format").value = draft.format;
  byId("format").hidden = draft.word !== null;
  byId("words").textContent = wordsOf(text, draft.format);
  document.body.classList.toggle("html", draft.format === "html");
}

/** The text was changed: by keys, paste, undo or a fix. */
function changed() {
  const { text } = paper;
  if (text === before) return;
  state.refusal = "";
  const edit = difference(before, text, paper.selection[0]);
  edited = edit.start;
  since.push(edit);
  if (!before && !draft.sure) draft.format = formatOf("", text);
  const again = earlier.findLast((one) => one.text === text);
  if (again) {
    draft.restore(again.record);
    id = store.newTabId(again.id);
  } else if (!text) Object.assign(draft, new Draft());
  state.findings = moved(state.findings, edit);
  state.ignored = state.ignored.flatMap(({ finding, reason }) => moved([finding], edit).map((one) => ({ finding: one, reason })));
  state.checked = false;
  before = text;
  keepSoon();
  if (!state.findings.length && !state.problem) tellCount();
  draw();
  watch.changed();
}

/** Make a finding the one spoken of, and show it. */
function choose(id, { focus = "" } = {}) {
  state.active = id;
  draw();
  const finding = state.shown.find((one) => one.id === id);
  if (!finding) return;
  paper.show(id, finding.start, focus === "text");
  panel.show(id, focus === "panel");
  panel.speak(finding, indexOf(finding), state.shown.length);
}

/** Take a finding off the page, and go on to the next one. */
function dealtWith(finding, inPanel, index = indexOf(finding)) {
  state.findings = state.findings.filter((one) => one.id !== finding.id);
  tellCount();
  draw();
  const next = state.shown[Math.min(index, state.shown.length - 1)];
  if (next) choose(next.id, { focus: inPanel ? "panel" : "" });
  else if (inPanel) paper.focus();
}

const current = (finding) => state.findings.find((one) => one.id === finding.id);
const indexOf = (finding) => state.shown.findIndex((one) => one.id === finding.id);

const actions = {
  toggle(finding) {
    const same = finding.id === state.active;
    choose(same ? null : finding.id);
  },
  step(_, by) {
    const { shown } = state;
    if (!shown.length) return;
    const inPanel = panel.hasFocus;
    let at = shown.findIndex((one) => one.id === state.active);
    if (at < 0) {
      const [caret] = paper.selection;
      at = shown.findIndex((one) => one.end >= caret);
      if (at < 0) at = shown.length;
      if (by > 0) at -= 1;
    }
    const next = shown[(at + by + shown.length) % shown.length];
    choose(next.id, { focus: inPanel ? "panel" : "text" });
  },
  fix(finding, wanted) {
    const now = finding && current(finding);
    const fixes = now?.fixes.filter((fix) => fix.safety !== "shown") ?? [];
    const fix = wanted ? fixes.find((one) => one.text === wanted.text && one.title === wanted.title) : fixes[0];
    if (!fix) return;
    const [index, inPanel] = [indexOf(now), panel.hasFocus];
    paper.replace(fix.start, fix.end, fix.text);
    dealtWith(now, inPanel, index);
  },
  "fix-all"(_, alike) {
    const fixes = alike.map((one) => current(one)?.fixes[0]).filter((fix) => fix?.safety === "safe");
    if (!fixes.length) return;
    paper.replaceAll(fixes);
    panel.say(ngettext("{number} suggestion taken; {keys} takes it back", "{number} suggestions taken; {keys} takes them back", fixes.length, { keys: `${gettext("Ctrl")}+Z` }));
  },
  ignore(finding, reason = "") {
    state.ignored.push({ finding, reason });
    keepSoon();
    dealtWith(finding, panel.hasFocus);
  },
  "ignore-all"(finding, alike) {
    const others = alike.map(current).filter((one) => one && one.id !== finding.id);
    state.ignored.push(...others.map((one) => ({ finding: one, reason: "" })));
    state.findings = state.findings.filter((one) => !others.includes(one));
    actions.ignore(finding);
  },
  "show-comment"() {
    const { text } = paper;
    const places = [...text.matchAll(/(?:<!--+|\{\/\*)\s*termcheck:[\s\S]*?(?:-->|\*\/\})|^\s*termcheck:.*$/gm)];
    const next = places.find((one) => one.index > paper.selection[0]) ?? places[0];
    paper.focus();
    if (next) paper.select(next.index, next.index + next[0].length);
  },
  async "ignore-because"(finding, reason) {
    const now = current(finding);
    if (!reason || !now) return;
    const { text } = paper;
    let comment = null;
    try {
      // In plain text readers would see it.
      if (draft.format !== "text") comment = await server.comment(draft.file, text, now.fingerprint, reason);
    } catch (error) {
      panel.say(told(error), "wrong");
      return;
    }
    // Where no comment can stand, or the draft has changed meanwhile, the page remembers it.
    if (comment && paper.text === text) {
      const inPanel = panel.hasFocus;
      const at = fromBytes(text, [comment.start, comment.end]);
      paper.replace(at(comment.start), at(comment.end), comment.text);
      dealtWith(now, inPanel);
    } else {
      actions.ignore(now, reason);
    }
  },
  dispute(finding) {
    answer(finding, state.words);
  },
  restore() {
    state.ignored = [];
    keepSoon();
    watch.changed(0);
    draw();
  },
  filter(severity) {
    // The first click shows one kind alone; further ones add and take away.
    const others = SEVERITIES.filter((one) => one !== severity);
    if (!state.off.size) state.off = new Set(others);
    else if (state.off.has(severity)) state.off.delete(severity);
    else if (others.every((one) => state.off.has(one))) state.off.clear();
    else state.off.add(severity);
    draw();
    tellCount();
  },
  again() {
    state.problem = "";
    watch.changed(0);
  },
};

/** Take files: one onto the page, several into a table. */
async function open(given) {
  const files = await unpacked(given);
  if (files.length > 1) {
    await several(files, { words: state.words, show: (record) => show(record), told });
    return;
  }
  if (!files.length || !(await mayGo(gettext("Open “{file}”", { file: files[0].name })))) return;
  try {
    const next = new Draft();
    const text = await next.open(files[0]);
    next.original = text;
    put(text, next.record);
  } catch (error) {
    state.refusal = told(error);
    tellCount();
  }
}

/** Put a published page on the page. */
async function openPage(event) {
  event.preventDefault();
  try {
    const { name, text } = await server.page(byId("page-url").value);
    put(text, Object.assign(new Draft(), { name, format: formatOf(name, text), sure: true, original: text }).record);
  } catch (error) {
    state.refusal = told(error);
    tellCount();
  }
}

/** Ask before a draft goes that was not taken along. */
async function mayGo(doing) {
  if (!paper.text.trim() || paper.text === saved) return true;
  const stays = store.keeps() ? ` ${gettext("It stays among the recent drafts, which an empty page shows.")}` : "";
  const why = gettext("The draft on the page has changes that were not copied or downloaded.");
  return ask(gettext("{action}?", { action: doing }), `${why}${stays}`, doing, gettext("Stay here"));
}

/** Put another draft on the page; undo brings this one back, with its name. */
function put(text, record, next = store.newTabId()) {
  if (paper.text) remember(paper.text);
  id = next;
  draft.restore(record);
  remember(text);
  state.ignored = [];
  state.findings = [];
  paper.fill(text, draft);
  saved = text;
  draw();
  watch.changed(0);
}

/** Remember the draft as one that undo and redo bring back. */
function remember(text) {
  earlier.push({ text, record: draft.record, id });
  if (earlier.length > 20) earlier.shift();
}

/** Put a draft that was kept on the page. */
function show({ id: known, text, draft: record, ignored }) {
  put(text, record, store.newTabId(known));
  state.ignored = ignored ?? [];
}

/** Wait until what is on the page was checked: what was decided goes by that. */
function settled() {
  return state.checked || state.problem ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve));
}

function keepSoon() {
  clearTimeout(saving);
  saving = setTimeout(keepNow, 400);
}

/** Keep the draft in this browser. */
async function keepNow() {
  clearTimeout(saving);
  saving = 0;
  const { text } = paper;
  if (!text.trim()) await store.forget(id);
  else await store.keep({ id, when: Date.now(), text, draft: draft.record, ignored: state.ignored });
}

function paste(event) {
  const html = event.clipboardData.getData("text/html");
  if (event.clipboardData.files.length && !event.clipboardData.getData("text/plain")) {
    event.preventDefault();
    open([...event.clipboardData.files]);
    return;
  }
  const looks = draft.format === "html" && paper.formatted;
  if (!html || (draft.sure && draft.format !== "markdown" && !looks)) return;
  const found = fromClipboard(html, looks ? 0 : draft.pasted.images.length);
  if (!found) return;
  event.preventDefault();
  const [start, end] = paper.selection;
  if (looks && paper.text.trim()) {
    paper.insertLooks(start, end, found.text.replace(/\(image:(\d+)\)/g, (_, number) => `(${found.images[number - 1]})`));
    return;
  }
  if (!paper.text.trim()) Object.assign(draft, { format: "markdown", rich: true, sure: true });
  draft.pasted.add(found);
  const whole = !paper.text.trim();
  paper.insert(start, end, found.text);
  if (whole) {
    draft.original = paper.text;
    remember(paper.text);
  }
}

async function copy() {
  const { text } = paper;
  let html = null;
  let without = "";
  if (draft.rich || paper.formatted) {
    try {
      html = draft.looks ? paper.html : draft.format === "html" ? cleaned(text) : await draft.pasted.html(text);
    } catch (error) {
      without = `${told(error)} ${gettext("Copied without the formatting")}`;
    }
  }
  if (toClipboard(text, html)) {
    saved = text;
    if (without) panel.say(without, "wrong");
    else panel.say(html === null ? gettext("Copied") : gettext("Copied, with its formatting"));
  } else {
    paper.focus();
    paper.select(0, text.length);
    const keys = `${gettext("Ctrl")}+C`;
    panel.say(gettext("The browser does not let the button copy; press {keys} for the text without its formatting", { keys }), "wrong");
  }
  setTimeout(tellCount, 4000);
}

const signing = () => ({
  name: draft.file,
  text: paper.text,
  file: draft.bare,
  by: byId("sign-by").value.trim(),
  note: byId("sign-note").value.trim(),
  language,
  ...held(),
  ...decided(),
});

function report(event) {
  const said = Object.entries(signing());
  fill(byId("report-fields"), said.flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one])));
  if (event.submitter?.value !== "copy") return;
  event.preventDefault();
  server.signOff(signing()).then(
    (text) => {
      byId("sign-told").textContent = toClipboard(text, null) 
        ? gettext("Copied. Paste it into a mail or a ticket.")
        : gettext("The browser does not let the button copy.");
    },
    (error) => {
      byId("sign-told").textContent = told(error);
    },
  );
}

function followCaret() {
  const { caret } = paper;
  if (caret === null) return;
  const here = state.shown.find((one) => one.start <= caret && caret <= one.end);
  if (here && here.id !== state.active) {
    state.active = here.id;
    draw();
    panel.show(here.id, false);
  }
}

async function learn(first = false) {
  try {
    const known = await server.glossary();
    if (first) {
      offer(known, () => {
        learn();
        if (paper.text.trim()) watch.changed(0);
      });
    }
    state.words = {
      terms: new Map(known.terms.map((one) => [one.id, one])),
      checks: new Map(known.checks.map((one) => [one.id, one])),
      subjects: known.subjects,
      language: known.language,
      title: known.title,
      version: known.version,
      owner: known.owner,
      feedback: known.feedback,
      examples: known.terms.flatMap((one) => one.examples).filter((one) => one.bad).map((one) => one.bad),
    };
    state.ready = true;
    byId("suggest").disabled = false;
    byId("page-form").hidden = !known.sites.length;
    byId("example").disabled = !state.words.examples.length;
    draw();
  } catch (error) {
    panel.say(told(error), "wrong");
  }
}

/** Show what was kept: the draft of this tab after a reload, others on an empty page. */
async function goOn() {
  byId("keep").checked = store.keeps();
  const record = await store.recall(id);
  if (record && !paper.text) {
    show(record);
    saved = "";
    panel.say(gettext("Your draft is back"));
  }
  await recent({ known: id, show, empty: () => !paper.text });
}

function example() {
  paper.fill(exampleOf(state.words.examples), draft);
  paper.focus();
}

document.addEventListener("selectionchange", followCaret);
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async (event) => {
  const files = [...event.target.files];
  event.target.value = "";
  await open(files);
});
byId("format").addEventListener("change", (event) => {
  Object.assign(draft, { format: event.target.value, sure: true });
  draw();
  watch.changed(0);
});
byId("term").addEventListener("change", (event) => {
  state.term = event.target.value === "all" ? null : event.target.value.slice(1);
  draw();
  tellCount();
});
byId("copy").addEventListener("click", copy);
byId("download").addEventListener("click", async () => {
  if (draft.word) await settled();
  const { text } = paper;
  try {
    await draft.download(text, decided());
    saved = text;
  } catch (error) {
    panel.say(told(error), "wrong");
  }
});
byId("report").addEventListener("click", () => {
  byId("sign-told").textContent = "";
  byId("sign").showModal();
});
byId("page-form").addEventListener("submit", openPage);
byId("compare").addEventListener("click", () => compare(draft.original, paper.text, draft.format));
byId("suggest").addEventListener("click", () => answer(null, state.words));
byId("answer-close").addEventListener("click", () => byId("answer").close());
byId("sign-close").addEventListener("click", () => byId("sign").close());
byId("report-form").addEventListener("submit", report);
byId("keep").addEventListener("change", async (event) => {
  await store.setKeeps(event.target.checked);
  if (event.target.checked) await keepNow();
  await recent({ known: id, show, empty: () => !paper.text });
});
byId("fold").addEventListener("click", (event) => {
  const open = event.target.getAttribute("aria-expanded") !== "true";
  event.target.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("folded", !open);
});
document.addEventListener("visibilitychange", () => document.hidden && saving && keepNow());
window.addEventListener("pagehide", () => saving && keepNow());
byId("example").addEventListener("click", example);
byId("next").addEventListener("click", () => actions.step(null, 1));
byId("previous").addEventListener("click", () => actions.step(null, -1));
window.addEventListener("beforeunload", (event) => {
  // What is kept is there again afterwards.
  if (paper.text.trim() && paper.text !== saved && (!store.keeps() || saving)) event.preventDefault();
});
connect({
  step: (by) => actions.step(null, by),
  fix: () => actions.fix(state.findings.find((one) => one.id === state.active)),
  ignore: () => state.active && actions.ignore(state.findings.find((one) => one.id === state.active)),
  toPanel: () => (state.active ? panel.show(state.active, true) : state.shown[0] && choose(state.shown[0].id, { focus: "panel" })),
  toText: () => paper.focus(),
  otherView: () => {
    paper.toggle();
    draw();
  },
  inPanel: () => panel.hasFocus,
  open,
});
changed();
draw();
tellCount();
learn(true);
goOn();
