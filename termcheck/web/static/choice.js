// What drafts are held to, where there is a choice. It is remembered in cookies, which the pages beside
// the draft follow too.

import { gettext } from "./messages.js";

const YEAR = 365 * 24 * 3600;
const KINDS = ["glossary", "definition"];
const chosen = { glossary: "", definition: "" };

/** Return what was chosen, as the server takes it. */
export const held = () => ({ ...chosen });

/** Offer what there is to choose among; `changed` hears of a choice, also of one made before. */
export function offer({ glossaries, definitions }, changed) {
  show("glossary", glossaries.length ? [{ id: "", title: gettext("All glossaries") }, ...glossaries] : []);
  show("definition", definitions.length > 1 ? definitions : []);
  for (const kind of KINDS) {
    const select = document.getElementById(kind);
    const before = remembered(kind);
    if ([...select.options].some((option) => option.value === before)) chosen[kind] = select.value = before;
    select.onchange = () => {
      chosen[kind] = select.value;
      document.cookie = `termcheck-${kind}=${encodeURIComponent(select.value)}; path=/; max-age=${YEAR}; samesite=strict`;
      changed();
    };
  }
  if (chosen.glossary || chosen.definition) changed();
}

function show(kind, options) {
  const select = document.getElementById(kind);
  select.hidden = !options.length;
  select.replaceChildren(...options.map(({ id, title }) => new Option(title, id)));
}

function remembered(kind) {
  const found = new RegExp(`(?:^|; )termcheck-${kind}=([^;]*)`).exec(document.cookie);
  return found ? decodeURIComponent(found[1]) : "";
}
