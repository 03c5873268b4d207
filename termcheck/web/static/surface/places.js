// From places in the text to places in the document and back.

/** Return where a span of the text is seen: `{from, to}` for each part, or `{block}` if it has no own place. */
export function toView({ blocks }, start, end) {
  const found = [];
  for (let at = blockAt(blocks, start); at < blocks.length && blocks[at].from < Math.max(end, start + 1); at += 1) {
    const { node, entry, at: place, from } = blocks[at];
    const span = inBlock(entry, start - from, end - from);
    if (span) found.push({ from: place + span[0], to: place + span[1] });
    else if (!found.length) found.push({ from: place, to: place + node.nodeSize, block: true });
  }
  return found;
}

function inBlock({ runs }, start, end) {
  let from = -1;
  let to = -1;
  for (const run of runs) {
    if (!run.size || run.to <= start || run.from >= end) continue;
    const exact = run.size === run.to - run.from;
    const begin = exact ? run.at + Math.max(0, start - run.from) : run.at;
    const stop = exact ? run.at + Math.min(run.size, end - run.from) : run.at + run.size;
    if (from < 0 || begin < from) from = begin;
    to = Math.max(to, stop);
  }
  return from < 0 ? null : [from, to];
}

/** Return the place of the caret in the document for one in the text. */
export function caretAt({ blocks }, offset) {
  if (!blocks.length) return 0;
  const { entry, at, from } = blocks[Math.min(blockAt(blocks, offset), blocks.length - 1)];
  let best = null;
  for (const run of entry.runs) {
    const inside = offset - from - run.from;
    const exact = run.size === run.to - run.from;
    const place = inside <= 0 ? run.at : inside >= run.to - run.from ? run.at + run.size : exact ? run.at + inside : run.at;
    const far = inside < 0 ? -inside : Math.max(0, inside - (run.to - run.from));
    if (!best || far < best.far) best = { place, far };
  }
  return at + (best?.place ?? 0);
}

/** Return the place in the text of one in the document. */
export function toText({ blocks, whole }, pos) {
  if (!blocks.length) return whole.length;
  let at = blocks.findLastIndex((one) => one.at <= pos);
  if (at < 0) at = 0;
  const { entry, at: place, from } = blocks[at];
  const inside = pos - place;
  let before = null;
  for (const run of entry.runs) {
    if (run.at > inside) return from + (before ? Math.min(before.to, run.from) : run.from);
    if (inside < run.at + run.size || (inside === run.at && !run.size)) {
      return from + (run.size === run.to - run.from ? run.from + inside - run.at : run.from);
    }
    before = run;
    if (inside === run.at + run.size) {
      const next = entry.runs.find((one) => one.at === inside && one.size);
      return from + (next && next.from === run.to ? next.from : run.to);
    }
  }
  return from + (inside ? entry.text.length : 0);
}

/** Return the number of the first block that ends after a place in the text. */
export function blockAt(blocks, offset) {
  let [low, high] = [0, blocks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (blocks[middle].from + blocks[middle].entry.text.length <= offset && middle < blocks.length - 1) low = middle + 1;
    else high = middle;
  }
  return low;
}
