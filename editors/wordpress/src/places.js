// Where findings stand among the blocks of a post. Pure: texts and numbers in, numbers out.

/** Between two blocks of a post, as WordPress writes them. */
export const BETWEEN = "\n\n";

/**
 * Return the text of a post and where each of its blocks starts in it.
 * @param {string[]} written - each block as it is saved
 */
export function joined(written) {
  const starts = [];
  let at = 0;
  for (const text of written) {
    starts.push(at);
    at += text.length + BETWEEN.length;
  }
  return { text: written.join(BETWEEN), starts };
}

/** Return the title of a post as the heading it is on the page. */
export function heading(title) {
  return `<h1>${title.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")}</h1>`;
}

/** Return which block a place (UTF-16) is in, -1 if there is none. */
export function blockAt(starts, place) {
  let found = -1;
  for (let at = 0; at < starts.length && starts[at] <= place; at += 1) found = at;
  return found;
}

/** Return the first fix that stands for words to write in one block, null if there is none. */
export function fixOf(finding, written, starts) {
  const at = blockAt(starts, finding.start);
  if (at < 0) return null;
  const from = starts[at];
  const fix = (finding.fixes ?? []).find(
    (one) => one.safety !== "shown" && one.start >= from && one.end <= from + written[at].length,
  );
  return fix ? { block: at, start: fix.start - from, end: fix.end - from, text: fix.text } : null;
}

/** Return a block's text with a fix in it, whose text is HTML: it keeps the tags it goes across. */
export function fixed(text, fix) {
  return text.slice(0, fix.start) + fix.text + text.slice(fix.end);
}

/** Return the words of a fix as they are read. */
export function wordsOf(fix) {
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return fix.text.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => signs[name]);
}

/** Return how many findings are errors, and how many there are. */
export function counted(findings) {
  return { errors: findings.filter((one) => one.severity === "error").length, all: findings.length };
}
