// What the page asks the server.

import { held } from "./choice.js";
import { gettext } from "./messages.js";

/** What the server says is wrong; `signedOut` when it does not know who asks. */
export class Refusal extends Error {}

async function told(answer) {
  const body = await answer.json().catch(() => null);
  const message = said(body?.error?.code) ?? body?.error?.message;
  const error = new Refusal(message ?? gettext("The server answers {status}", { status: answer.status }));
  error.signedOut = answer.status === 401;
  return error;
}

/** Return what the page says itself of an error with a code, undefined where the server says it. */
function said(code) {
  switch (code) {
    case "unknown-caller":
      return gettext("You are signed out. Sign in in another tab; your draft stays here");
    case "busy":
      return gettext("Too many drafts are being checked. Try again in a moment");
    case "too-slow":
      return gettext("The draft takes too long. Check it in parts");
    case "too-large":
      return gettext("The draft is too large. Check it in parts");
    case "failed":
      return gettext("Sorry, termcheck failed. Please report it");
  }
}

async function send(path, said) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(said),
  });
  if (!answer.ok) throw await told(answer);
  return answer;
}

/** Return an address with what was chosen to hold drafts to. */
function asked(path) {
  const query = Object.entries(held())
    // A comparison is of all definitions.
    .filter(([name, value]) => value && !(name === "definition" && path.startsWith("/api/compare")))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  if (!query) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${query}`;
}

export async function check(name, text, file = "") {
  return (await send("/api/check", { name, text, file, ...held() })).json();
}

/** Return the text of a Word file, and what of it is needed to check it. */
export async function textOf(name, file) {
  const path = `/api/text?name=${encodeURIComponent(name)}`;
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: file });
  if (!answer.ok) throw await told(answer);
  return answer.json();
}

/** Return a Word file (base 64) with an edited text in it. */
export async function asWord(name, text, file, { ignored, reasons }) {
  return (await (await send("/api/word", { name, text, file, ignored, reasons, ...held() })).json()).file;
}

/** Return the sign-off of a draft as Markdown. */
export async function signOff(said) {
  return (await send("/api/report", { ...said, format: "markdown" })).text();
}

/** Return the comment that ignores a finding, null where none can stand. */
export async function comment(name, text, fingerprint, reason) {
  const answer = await send("/api/ignore", { name, text, fingerprint, reason, ...held() });
  return (await answer.json()).fix;
}

/** Return the main content of a published page, with a name for its file. */
export async function page(url) {
  return (await send("/api/page", { url })).json();
}

export async function asRichText(text) {
  return (await send("/api/rich", { text })).text();
}

export async function glossary() {
  const answer = await fetch(asked("/api/glossary"));
  if (!answer.ok) throw await told(answer);
  return answer.json();
}

/** Return a label or a table as an element; it comes from termcheck and holds no script. */
export async function drawn(path) {
  const answer = await fetch(asked(path));
  if (!answer.ok) throw await told(answer);
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  const box = document.createElement("div");
  box.className = "drawn";
  box.lang = "en";
  box.append(...parsed.body.childNodes);
  for (const link of box.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return box;
}
