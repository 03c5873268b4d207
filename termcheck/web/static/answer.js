// Answers to those who decide: a fact that is disputed, a term that is missed. They leave this computer only
// in the mail or the form that opens, and only when its writer sends it.

import { plain } from "./words.js";
import { gettext } from "./messages.js";

const byId = (id) => document.getElementById(id);
const MAIL = /[^\s<>()@,;]+@[^\s<>()@,;]+\.[a-z]{2,}/i;

/** Ask for the words to send about a remark, or about a term that is missing; `words` is the glossary. */
export function answer(finding, words) {
  const term = words.terms.get(finding?.term);
  const title = finding
    ? gettext("About “{remark}”", { remark: plain(finding.headline) })
    : gettext("A term for the glossary");
  const dialog = byId("answer");
  byId("answer-title").textContent = finding ? gettext("Dispute this") : gettext("Suggest a term");
  byId("answer-help").textContent = finding
    ? gettext("What is not right, and where can one read that?")
    : gettext("Which word, what does it mean, and what should not be written for it?");
  byId("answer-text").value = "";
  const way = wayTo(words, term);
  byId("answer-where").textContent = {
    form: gettext("It opens as a page of {site}, where you send it.", { site: way.to }),
    mail: gettext("It opens as a mail to {owner}, which you send.", { owner: way.to }),
    file: gettext("It becomes a file on this computer. Give it to whoever decides about the words."),
  }[way.kind];
  byId("answer-form").onsubmit = () => send(way, title, told(finding, words));
  dialog.showModal();
}

function told(finding, { title, version }) {
  const text = byId("answer-text").value.trim();
  const about = finding ? [finding.headline, finding.note].filter(Boolean).map((one) => `> ${plain(one)}`) : [];
  return [...about, text, `${title} ${version}`.trim()].filter(Boolean).join("\n\n");
}

/** Return how those are reached who decide about a term: their form, their mail, or neither. */
function wayTo({ feedback, version, owner }, term) {
  const url = feedback?.replaceAll("{term}", encodeURIComponent(term?.id ?? "")).replaceAll("{version}", encodeURIComponent(version));
  if (/^https?:\/\//i.test(url ?? "")) return { kind: "form", to: new URL(url).hostname, url };
  const mail = MAIL.exec(term?.owner || owner || "")?.[0];
  return mail ? { kind: "mail", to: mail } : { kind: "file" };
}

function send({ kind, to, url }, title, body) {
  const link = document.createElement("a");
  if (kind === "form") {
    const form = new URL(url);
    // Where issues are written, what was written here is filled in.
    if (form.pathname.endsWith("/issues/new")) {
      form.searchParams.set("title", title);
      form.searchParams.set("body", body);
    }
    Object.assign(link, { href: form.href, target: "_blank", rel: "noopener noreferrer" });
  } else if (kind === "mail") {
    link.href = `mailto:${to}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body)}`;
  } else {
    link.href = URL.createObjectURL(new Blob([`# ${title}\n\n${body}\n`], { type: "text/markdown" }));
    link.download = "termcheck.md";
  }
  link.click();
}
