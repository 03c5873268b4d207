// The page: the draft goes to the server, its answer goes onto paper and panel.
//
//   keys ─► text ─► watch ─► server ─► findings ─► shown ─► paper, panel

import { Draft } from "./draft.js";
import { fill } from "./dom.js";
import { connect } from "./keys.js";
import { Panel } from "./panel.js";
import { Paper, marksOf } from "./paper.js";
import { difference, fromBytes, moved, placed } from "./places.js";
import { toMarkdown } from "./rich.js";
import * as server from "./server.js";
import { formatOf } from "./syntax.js";
import { Watch } from "./watch.js";
import { counted, exampleOf } from "./words.js";

const byId = (id) => document.getElementById(id);
const draft = new Draft();
const paper = new Paper(byId("text"), byId("backdrop"));
const panel = new Panel((what, finding, more) => actions[what](finding, more));

const state = {
  findings: [],
  shown: [],
  active: null,
  off: new Set(),
  term: null,
  ignored: new Map(),
  checked: false,
  problem: "",
  ready: false,
  words: { terms: new Map(), checks: new Map(), subjects: {}, examples: [] },
};
let before = "";
let saved = "";

const watch = new Watch({
  read: () => paper.text,
  ask: (text) => (text.trim() ? server.check(draft.file, text) : null),
  tell: receive,
  fail(error) {
    state.problem = error instanceof TypeError ? "The server cannot be reached." : sentence(error.message);
    panel.say(state.problem, "wrong");
    draw();
  },
  busy: (is) => panel.busy(is && paper.text.trim() !== ""),
});

/** Take the answer to a text, which may have changed since. */
function receive(text, report) {
  state.problem = report?.problems[0]?.message ?? "";
  state.checked = report !== null;
  let findings = report ? placed(report, text) : [];
  if (paper.text !== text) findings = moved(findings, difference(text, paper.text));
  const was = state.findings.find((one) => one.id === state.active);
  const inPanel = panel.hasFocus;
  state.findings = findings.filter((one) => !state.ignored.has(one.id));
  // Its id goes by the words around it, which may be others now.
  const same = was && state.findings.find((one) => one.start === was.start && one.check === was.check);
  const renamed = same && same.id !== was.id;
  if (renamed) state.active = same.id;
  tellCount();
  draw();
  if (renamed) panel.show(same.id, inPanel);
}

function tellCount() {
  const number = state.findings.length;
  if (state.problem) panel.say(sentence(state.problem), "wrong");
  else if (!paper.text.trim()) panel.say("No draft yet");
  else if (number) panel.say(counted(number, "remark"), "found");
  else panel.say(state.checked ? "Nothing to change" : "Reading …");
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/([^.])$/, "$1.");

function draw() {
  const { off, term } = state;
  state.shown = state.findings.filter(
    (one) => !off.has(one.severity) && (term === null || one.term === term),
  );
  if (!state.shown.some((one) => one.id === state.active)) state.active = null;
  paper.draw(marksOf(state.shown, state.active), draft.format);
  panel.draw(state, paper.text);
  drawTools();
}

function drawTools() {
  const { text } = paper;
  const some = text !== "";
  byId("empty").hidden = some;
  for (const id of ["copy", "download", "report"]) byId(id).disabled = !some;
  byId("name").textContent = draft.name || "New draft";
  byId("format").value = draft.format;
  byId("format").hidden = draft.word !== null;
  byId("words").textContent = counted(text.split(/\s+/).filter(Boolean).length, "word");
  document.body.classList.toggle("html", draft.format === "html");
}

/** The text was changed: by keys, paste, undo or a fix. */
function changed() {
  const { text } = paper;
  if (text === before) return;
  const edit = difference(before, text);
  if (!before && !draft.sure) draft.format = formatOf("", text);
  if (!text) Object.assign(draft, new Draft());
  state.findings = moved(state.findings, edit);
  state.checked = false;
  before = text;
  if (!text) state.ignored.clear();
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
}

/** Take a finding off the page, and go on to the next one. */
function dealtWith(finding, inPanel, index = indexOf(finding)) {
  state.findings = state.findings.filter((one) => one.id !== finding.id);
  tellCount();
  draw();
  const next = state.shown[Math.min(index, state.shown.length - 1)];
  if (next) choose(next.id, { focus: inPanel ? "panel" : "" });
  else if (inPanel) paper.area.focus({ preventScroll: true });
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
      const caret = paper.area.selectionStart;
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
  ignore(finding, reason = "") {
    state.ignored.set(finding.id, reason);
    dealtWith(finding, panel.hasFocus);
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
      panel.say(sentence(error.message), "wrong");
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
  restore() {
    state.ignored.clear();
    watch.changed(0);
    draw();
  },
  filter(severity) {
    if (!state.off.delete(severity)) state.off.add(severity);
    draw();
  },
  again() {
    state.problem = "";
    watch.changed(0);
  },
};

async function open(file) {
  if (!file) return;
  try {
    const text = await draft.open(file);
    state.ignored.clear();
    paper.fill(text);
    saved = text;
    draw();
    watch.changed(0);
  } catch (error) {
    panel.say(sentence(error.message), "wrong");
  }
}

function paste(event) {
  const html = event.clipboardData.getData("text/html");
  if (event.clipboardData.files.length && !event.clipboardData.getData("text/plain")) {
    event.preventDefault();
    open(event.clipboardData.files[0]);
    return;
  }
  if (!html || (draft.sure && draft.format !== "markdown")) return;
  const text = toMarkdown(html);
  if (!text) return;
  event.preventDefault();
  const { selectionStart, selectionEnd } = paper.area;
  if (!paper.text) Object.assign(draft, { format: "markdown", rich: true, sure: true });
  paper.replace(selectionStart, selectionEnd, text);
}

async function copy() {
  const { text } = paper;
  const plain = new Blob([text], { type: "text/plain" });
  try {
    if (draft.rich) {
      const html = server.asRichText(text).then((made) => new Blob([made], { type: "text/html" }));
      await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": plain })]);
    } else {
      await navigator.clipboard.writeText(text);
    }
    saved = text;
    panel.say(draft.rich ? "Copied, with its formatting" : "Copied");
  } catch {
    paper.area.focus();
    paper.area.select();
    panel.say("Press Ctrl+C to copy; the browser does not let the button do it", "wrong");
  }
  setTimeout(tellCount, 2500);
}

function report(event) {
  const said = [["text", paper.text], ["name", draft.file]];
  fill(event.target, [...said, ...[...state.ignored.keys()].map((id) => ["ignored", id])]);
}

function followCaret() {
  const { selectionStart, selectionEnd } = paper.area;
  if (selectionStart !== selectionEnd || document.activeElement !== paper.area) return;
  const here = state.shown.find((one) => one.start <= selectionStart && selectionStart <= one.end);
  if (here && here.id !== state.active) {
    state.active = here.id;
    draw();
    panel.show(here.id, false);
  }
}

async function learn() {
  try {
    const known = await server.glossary();
    state.words = {
      terms: new Map(known.terms.map((one) => [one.id, one])),
      checks: new Map(known.checks.map((one) => [one.id, one])),
      subjects: known.subjects,
      examples: known.terms.flatMap((one) => one.examples).filter((one) => one.bad).map((one) => one.bad),
    };
    state.ready = true;
    byId("example").disabled = !state.words.examples.length;
    draw();
  } catch (error) {
    panel.say(sentence(error.message), "wrong");
  }
}

function example() {
  paper.fill(exampleOf(state.words.examples));
  paper.area.focus();
}

paper.area.addEventListener("input", changed);
paper.area.addEventListener("paste", paste);
document.addEventListener("selectionchange", followCaret);
byId("open").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", (event) => {
  open(event.target.files[0]);
  event.target.value = "";
});
byId("format").addEventListener("change", (event) => {
  Object.assign(draft, { format: event.target.value, sure: true });
  draw();
  watch.changed(0);
});
byId("term").addEventListener("change", (event) => {
  state.term = event.target.value === "all" ? null : event.target.value.slice(1);
  draw();
});
byId("copy").addEventListener("click", copy);
byId("download").addEventListener("click", async () => {
  const { text } = paper;
  try {
    await draft.download(text, [...state.ignored.keys()]);
    saved = text;
  } catch (error) {
    panel.say(sentence(error.message), "wrong");
  }
});
byId("report-form").addEventListener("submit", report);
byId("example").addEventListener("click", example);
byId("next").addEventListener("click", () => actions.step(null, 1));
byId("previous").addEventListener("click", () => actions.step(null, -1));
window.addEventListener("beforeunload", (event) => {
  if (paper.text.trim() && paper.text !== saved) event.preventDefault();
});
connect({
  step: (by) => actions.step(null, by),
  fix: () => actions.fix(state.findings.find((one) => one.id === state.active)),
  ignore: () => state.active && actions.ignore(state.findings.find((one) => one.id === state.active)),
  toPanel: () => (state.active ? panel.show(state.active, true) : state.shown[0] && choose(state.shown[0].id, { focus: "panel" })),
  toText: () => paper.area.focus({ preventScroll: true }),
  inPanel: () => panel.hasFocus,
  open,
});
changed();
draw();
tellCount();
learn();
