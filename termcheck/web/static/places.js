// Places in a text. The server counts bytes of UTF-8, the page UTF-16 units.

/** Return a function from byte offsets of `text` to its UTF-16 offsets. */
export function fromBytes(text, offsets) {
  const wanted = [...new Set(offsets)].sort((one, other) => one - other);
  const found = new Map();
  let bytes = 0;
  let at = 0;
  for (const offset of wanted) {
    while (bytes < offset && at < text.length) {
      const code = text.codePointAt(at);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
      at += code < 0x10000 ? 1 : 2;
    }
    found.set(offset, at);
  }
  return (offset) => found.get(offset);
}

/**
 * Return the one replacement that makes `after` of `before`: `{start, end, size}`. Of several, that
 * which leaves the `caret` behind it, where it is after a key: of two equal paragraphs the one that was deleted.
 */
export function difference(before, after, caret = after.length) {
  let tail = after.length - caret;
  if (tail > before.length || before.slice(before.length - tail) !== after.slice(caret)) tail = 0;
  const most = Math.min(before.length, after.length) - tail;
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  while (
    tail < Math.min(before.length, after.length) - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail += 1;
  }
  return { start, end: before.length - tail, size: after.length - tail - start };
}

/** Return where a span is after a replacement, null if the replacement touches it. */
export function shifted(span, edit) {
  if (edit.start === edit.end && edit.size === 0) return span;
  if (span.end <= edit.start) return span;
  const by = edit.size - (edit.end - edit.start);
  if (span.start >= edit.end) return { ...span, start: span.start + by, end: span.end + by };
  return null;
}

/** Return findings where they are after a replacement, without those it touches. */
export function moved(findings, edit) {
  const kept = [];
  for (const finding of findings) {
    const place = shifted(finding, edit);
    if (!place) continue;
    const fixes = place === finding ? finding.fixes : finding.fixes.map((fix) => shifted(fix, edit));
    kept.push({ ...place, fixes: fixes.filter(Boolean) });
  }
  return kept;
}

/** Return the findings of a report with their places in `text` in UTF-16, each with an id. */
export function placed(report, text) {
  const spans = report.findings.flatMap((one) => [one, ...one.fixes]);
  const at = fromBytes(text, spans.flatMap(({ start, end }) => [start, end]));
  const seen = new Map();
  return report.findings.map((one) => {
    const again = seen.get(one.fingerprint) ?? 0;
    seen.set(one.fingerprint, again + 1);
    const place = ({ start, end }) => ({ start: at(start), end: at(end) });
    const fixes = one.fixes.map((fix) => ({ ...fix, ...place(fix) }));
    return { ...one, ...place(one), fixes, id: again ? `${one.fingerprint}-${again}` : one.fingerprint };
  });
}
