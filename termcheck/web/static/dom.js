// Elements, without ever reading text as HTML.

/** Return an element; `text` children are text, null ones are left out. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.includes("-") || name === "for") element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

/** Return text as nodes, with what stands in backticks as code. */
export function prose(text) {
  return text.split("`").map((part, at) => (at % 2 ? make("code", {}, part) : part));
}

/** Return a link to a web address; any other address stays text. */
export function link(url, text) {
  if (!/^https?:\/\//i.test(url)) return text;
  return make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

/** Return the host of an address, to name a link by. */
export function site(url) {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}

/** Give a part of a form the fields to send, and no others. */
export function fill(part, said) {
  part.replaceChildren(...said.map(([name, value]) => make("textarea", { name, value, hidden: true })));
}
