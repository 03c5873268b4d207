// What was just written, to be checked by itself while the whole draft takes its time.

const LONG = 5000;
const FENCE = /^ {0,3}(?:```|~~~)/gm;
const FRONT = /^(---|\+\+\+)[ \t]*\n[\s\S]*?\n\1[ \t]*\n/;

/**
 * Return the paragraph of Markdown around a place, below the headings it stands under:
 * `{text, start, end, shift}`, where it is in the draft and by how much its places differ. Null where
 * what a paragraph is, or whether it counts, is said elsewhere.
 */
export function around(draft, at) {
  const before = draft.lastIndexOf("\n\n", at - 1);
  const start = before < 0 ? 0 : before + 2;
  const after = draft.indexOf("\n\n", at);
  const end = after < 0 ? draft.length : after;
  const above = draft.slice(0, start);
  const inCode = (above.match(FENCE) ?? []).length % 2 === 1;
  if (inCode || end - start > LONG || draft.includes("termcheck:") || start < (FRONT.exec(draft)?.[0].length ?? 0)) return null;
  const headings = above.match(/^#{1,6} .*$/gm) ?? [];
  const head = [...new Set([headings[0], headings.at(-1)])].map((one) => (one ? `${one}\n\n` : "")).join("");
  return { text: head + draft.slice(start, end), start, end, shift: start - head.length };
}

/** Return findings of a part where they are in the draft, without those of what stands above it. */
export function shiftedTo({ start, shift }, findings) {
  const by = (span) => ({ ...span, start: span.start + shift, end: span.end + shift });
  return findings.map((one) => ({ ...by(one), fixes: one.fixes.map(by) })).filter((one) => one.start >= start);
}
