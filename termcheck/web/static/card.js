// One remark: what is wrong, why, and what can be done about it.

import { link, make, prose, site } from "./dom.js";
import { gettext, language, ngettext } from "./messages.js";
import { drawn } from "./server.js";
import { NAMES, actionOf, around, excerptOf, plain } from "./words.js";

/** Return the card of a finding, closed. `tell(what, finding, more)` hears what is chosen. */
export function card(finding, text, words, tell) {
  const [before, actual, after] = excerptOf(text, finding);
  const button = make(
    "button",
    { type: "button", "aria-expanded": "false", onclick: () => tell("toggle", finding) },
    make("span", { className: `dot ${finding.severity}`, "aria-hidden": "true" }),
    make(
      "span",
      { className: "title" },
      make("span", { className: "unseen" }, `${NAMES[finding.severity]}: `),
      make("span", { lang: "en" }, finding.headline),
    ),
    make("span", { className: "excerpt" }, before, make("b", {}, actual), after),
  );
  const item = make("li", { className: `card ${finding.severity}` }, button);
  item.dataset.id = finding.id;
  return item;
}

/** Return what an open card holds; `alike` are the remarks that say the same of other places. */
export function detail(finding, text, words, alike, tell) {
  return make(
    "div",
    { className: "detail" },
    finding.note ? make("p", { lang: "en" }, ...prose(finding.note)) : null,
    choices(finding, tell),
    sentence(finding, text),
    make(
      "div",
      { className: "choices quiet" },
      make("button", { type: "button", className: "plain", onclick: () => tell("ignore", finding) }, gettext("Ignore once")),
      make(
        "button",
        { type: "button", className: "plain", onclick: (event) => askReason(event.target, finding, tell) },
        gettext("Ignore, with a reason"),
      ),
    ),
    alike.length > 1 ? every(finding, alike, tell) : null,
    ...sections(finding, words),
    // Who decides is known with the glossary.
    words.title === undefined
      ? null
      : make(
          "div",
          { className: "choices quiet" },
          make("button", { type: "button", className: "plain", onclick: () => tell("dispute", finding) }, gettext("Dispute this")),
        ),
  );
}

/** Return the sentence as it would be, where its grammar was guessed. */
function sentence(finding, text) {
  const fix = finding.fixes.find(({ safety }) => safety !== "shown");
  if (fix?.safety !== "unsafe") return null;
  const before = text.slice(Math.max(0, fix.start - 300), fix.start).split(/\n|(?<=[.!?])\s/).at(-1);
  const after = /^[^\n]*?(?:[.!?](?=\s|$)|(?=\n)|$)/.exec(text.slice(fix.end, fix.end + 300))[0];
  const whole = before + text.slice(fix.start, fix.end) + after;
  const [first, last] = around(whole, before.length, whole.length - after.length);
  return make("p", { className: "sentence" }, `${gettext("The sentence would be:")} `, make("q", {}, first.trimStart(), make("ins", {}, fix.text), last));
}

function choices(finding, tell) {
  const fixes = finding.fixes.filter((fix) => fix.safety !== "shown");
  const shown = finding.fixes.filter((fix) => fix.safety === "shown");
  if (!finding.fixes.length) {
    if (!finding.expected.length) return null;
    return make("p", { className: "hint" }, gettext("Better: {words}", { words: either(finding.expected) }));
  }
  const buttons = fixes.slice(0, 4).map((fix, at) =>
    make(
      "button",
      { type: "button", className: at ? "" : "primary", onclick: () => tell("fix", finding, fix) },
      actionOf(fix, finding),
    ),
  );
  const guessed = fixes.some((fix) => fix.safety === "unsafe");
  return make(
    "div",
    {},
    buttons.length ? make("div", { className: "choices" }, ...buttons) : null,
    guessed ? make("p", { className: "hint" }, gettext("Read the sentence again after it: its grammar may need a hand.")) : null,
    ...shown.map((fix) => make("p", { className: "hint", lang: "en" }, plain(fix.title))),
  );
}

/** Return words as alternatives: “a” or “b”. */
function either(words) {
  const list = new Intl.ListFormat(language, { type: "disjunction" });
  return list.format(words.map((one) => `“${one}”`));
}

/** What can be done with all remarks that say the same. */
function every(finding, alike, tell) {
  const fixes = alike.filter((one) => one.fixes[0]?.safety === "safe");
  const number = alike.length;
  return make(
    "div",
    { className: "choices quiet" },
    fixes.length > 1
      ? make("button", { type: "button", className: "plain", onclick: () => tell("fix-all", finding, fixes) }, ngettext("Take {number} of these", "Take all {number} of these", fixes.length))
      : null,
    make("button", { type: "button", className: "plain", onclick: () => tell("ignore-all", finding, alike) }, ngettext("Ignore {number} of these", "Ignore all {number} of these", number)),
  );
}

function askReason(button, finding, tell) {
  const box = button.closest(".detail");
  const already = box.querySelector(".reason input");
  if (already) {
    already.focus();
    return;
  }
  const input = make("input", { id: "reason", type: "text", required: true, maxLength: 200, autocomplete: "off" });
  const form = make(
    "form",
    {
      className: "reason",
      onsubmit: (event) => {
        event.preventDefault();
        tell("ignore-because", finding, input.value.trim());
      },
    },
    make("label", { for: "reason" }, gettext("Why is it right here? The next one who edits this will read it.")),
    input,
    make("button", { className: "primary" }, gettext("Ignore")),
  );
  button.parentElement.after(form);
  input.focus();
}

function sections(finding, words) {
  const term = words.terms.get(finding.term);
  const check = words.checks.get(finding.check);
  const name = words.subjects[finding.subject];
  const made = [];
  if (term?.meaning || term?.why || check) {
    made.push(
      make(
        "details",
        {},
        make("summary", {}, term ? gettext("What “{term}” means", { term: term.term }) : gettext("Why this matters")),
        term?.meaning ? make("p", { lang: words.language }, ...prose(term.meaning)) : null,
        term?.why ? make("p", { lang: words.language }, ...prose(term.why)) : null,
        term || !check ? null : make("p", { lang: "en" }, ...prose(check.why)),
        make(
          "p",
          {},
          ...(term ? [make("a", { href: `/glossary#${term.id}`, target: "_blank" }, gettext("In the glossary"))] : []),
          ...(finding.url ? [term ? " · " : "", link(finding.url, site(finding.url))] : []),
        ),
      ),
    );
  }
  const facts = finding.evidence.map((fact) =>
    make("li", { lang: "en" }, ...prose(fact.text), ...(fact.url ? [" ", link(fact.url, site(fact.url))] : [])),
  );
  const others = finding.related.map((one) => make("li", {}, gettext("Line {line}: ", { line: one.line }), make("span", { lang: "en" }, ...prose(one.text))));
  if (facts.length || others.length) {
    const told = facts.length ? gettext("The facts") : gettext("The other places");
    made.push(make("details", {}, make("summary", {}, told), make("ul", {}, ...facts, ...others)));
  }
  if (name) {
    const query = encodeURIComponent(finding.subject);
    made.push(
      later(gettext("What {name} is made of", { name }), `/api/label?subject=${query}&format=fragment`),
      later(gettext("{name} by every definition", { name }), `/api/compare?subject=${query}&format=html`),
    );
  }
  return made;
}

/** Return a part that is fetched when it is opened. */
function later(summary, path) {
  const part = make("details", {}, make("summary", {}, summary));
  part.addEventListener(
    "toggle",
    async () => {
      const waiting = make("p", { className: "hint" }, gettext("One moment …"));
      part.append(waiting);
      try {
        waiting.replaceWith(await drawn(path));
      } catch (error) {
        waiting.textContent = error.message;
      }
    },
    { once: true },
  );
  return part;
}
