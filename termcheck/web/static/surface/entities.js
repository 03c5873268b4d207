// Signs that are written by their names or numbers.

import { decodeNamedCharacterReference } from "../libraries.js";

const ENTITY = /^&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z][\da-z]{1,31}));/i;

/** Return what a text begins with as a sign, `{value, size}`; null if it begins with none. */
export function decoded(text) {
  const found = ENTITY.exec(text);
  if (!found) return null;
  const [all, hex, number, name] = found;
  if (name) {
    const value = decodeNamedCharacterReference(name);
    return value ? { value, size: all.length } : null;
  }
  const code = Number.parseInt(hex ?? number, hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff ? { value: String.fromCodePoint(code), size: all.length } : null;
}

/** Return a text with the signs in the place of their names and numbers. */
export function unescaped(text) {
  let told = "";
  for (let at = 0; at < text.length; ) {
    const sign = text[at] === "&" ? decoded(text.slice(at, at + 40)) : null;
    told += sign ? sign.value : text[at];
    at += sign ? sign.size : 1;
  }
  return told;
}
