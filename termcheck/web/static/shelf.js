// Drafts that are not on the page: those kept in this browser, and files opened together.

import { Draft } from "./draft.js";
import { make } from "./dom.js";
import { gettext, language } from "./messages.js";
import { check } from "./server.js";
import { forget, keep, kept } from "./store.js";
import { NAMES, SEVERITIES, lengthOf, verdictOf, wordsOf } from "./words.js";

const byId = (id) => document.getElementById(id);

/** List on an empty page the drafts that were kept, but for the `known` one. */
export async function recent({ known, show, empty }) {
  const box = byId("recent");
  const others = (await kept()).filter((one) => one.id !== known);
  box.hidden = !others.length;
  box.replaceChildren(
    make("h2", {}, gettext("Recent drafts")),
    make(
      "ul",
      {},
      ...others.map((one) => {
        const when = new Date(one.when).toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
        const name = one.draft.name || one.text.trim().split("\n")[0].replace(/^#+\s*/, "").slice(0, 60);
        const item = make(
          "li",
          {},
          make("button", { type: "button", onclick: () => empty() && show(one) }, name),
          make("small", {}, ` ${wordsOf(one.text, one.draft.format)}, ${when} `),
          make(
            "button",
            {
              type: "button",
              className: "plain",
              "aria-label": gettext("Delete “{name}”", { name }),
              onclick: async () => {
                await forget(one.id);
                item.remove();
                box.hidden = !box.querySelector("li");
              },
            },
            gettext("Delete"),
          ),
        );
        return item;
      }),
    ),
  );
}

/** Check files one after another, and show how each stands; `show` puts one on the page. */
export async function several(files, { show, told }) {
  const dialog = byId("many");
  const rows = make("tbody");
  const head = [gettext("File"), gettext("Words"), ...SEVERITIES.map((one) => NAMES[one]), gettext("Verdict")];
  byId("many-table").replaceChildren(
    make("table", {}, make("thead", {}, make("tr", {}, ...head.map((one) => make("th", { scope: "col" }, one)))), rows),
  );
  dialog.showModal();
  for (const file of files) {
    const verdict = make("td", {}, "…");
    const name = make("th", { scope: "row" }, file.name);
    const row = make("tr", {}, name, make("td"), ...SEVERITIES.map(() => make("td")), verdict);
    rows.append(row);
    try {
      const draft = new Draft();
      const text = await draft.open(file);
      const report = await check(draft.file, text, draft.bare);
      if (report.problems.length) throw new Error(report.problems[0].message);
      draft.original = text;
      const record = { id: `${Date.now()}-${Math.random().toString(36).slice(2)}`, when: Date.now(), text, draft: draft.record, ignored: [] };
      await keep(record);
      const { findings } = report;
      row.children[1].textContent = lengthOf(text).toLocaleString(language);
      for (const [at, severity] of SEVERITIES.entries()) {
        row.children[2 + at].textContent = findings.filter((one) => one.severity === severity).length;
      }
      verdict.textContent = verdictOf(findings);
      name.replaceChildren(
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              dialog.close();
              show(record);
            },
          },
          file.name,
        ),
      );
    } catch (error) {
      verdict.textContent = told(error);
    }
  }
}
