// Findings in a writer's words.

export const SEVERITIES = ["error", "warning", "info"];
export const NAMES = { error: "To change", warning: "To consider", info: "Good to know" };

const quoted = (text) => `“${text}”`;

/** Sentences by check; `subject` is a name, or empty. */
const TITLES = {
  "contradicted-claim": ({ actual, subject }) =>
    subject ? `${quoted(actual)} is not true of ${subject}` : `${quoted(actual)} is not true here`,
  "unsupported-claim": ({ actual, subject }) =>
    `Nothing on record shows that ${subject || "this"} is ${quoted(actual)}`,
  "ambiguous-term": ({ actual }) => `${quoted(actual)} means different things to different readers`,
  "conflated-terms": ({ actual }) => `${quoted(actual)} mixes two things up`,
  "stale-evidence": ({ actual, subject }) =>
    `What is known of ${subject || quoted(actual)} is old: check it again`,
  "inconsistent-claim": ({ actual, subject }) =>
    `${subject || "This"} is ${quoted(actual)} here and something else elsewhere`,
  "unknown-subject": ({ actual }) => `Nothing is recorded of ${quoted(actual)}`,
  "mixed-terms": ({ actual }) => `${quoted(actual)} is written in another way elsewhere`,
  "unused-suppression": () => "This comment hides nothing any more",
  "suppression-without-reason": () => "This comment does not say why",
};

/** Return the headline of a finding. */
export function titleOf(finding, subjects) {
  const subject = subjects[finding.subject] ?? "";
  const made = TITLES[finding.check];
  if (made) return made({ actual: finding.actual, subject });
  if (finding.expected.length && finding.actual) {
    return `Write ${quoted(finding.expected[0])} instead of ${quoted(finding.actual)}`;
  }
  return plain(finding.message);
}

/** Return a message without its marks of code. */
export function plain(text) {
  return text.replace(/`([^`]*)`/g, "“$1”");
}

/** Return what a fix does, as the words of a button. */
export function actionOf(fix, finding) {
  const whole = fix.start === finding.start && fix.end === finding.end;
  if (whole && fix.text) return `Write ${quoted(short(fix.text))}`;
  return plain(fix.title);
}

function short(text) {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Return `1 remark`, `2 remarks`. */
export function counted(number, one, more = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : more}`;
}

/** Return the words around a finding: `[before, words, after]`. */
export function excerptOf(text, { start, end }) {
  const from = Math.max(text.lastIndexOf("\n", start - 1) + 1, start - 42);
  const newline = text.indexOf("\n", end);
  const to = Math.min(newline < 0 ? text.length : newline, end + 42);
  const before = text.slice(from, start).replace(/^\S*\s(?=\S)/, (cut) => (from > 0 && text[from - 1] !== "\n" ? "…" : cut));
  const after = text.slice(end, to).replace(/\s\S*$/, (cut) => (to < text.length && text[to] !== "\n" ? "…" : cut));
  return [before, text.slice(start, end).replace(/\s+/g, " "), after];
}

/** Return a draft to try, of wrong examples of the glossary. */
export function exampleOf(examples) {
  const some = examples.filter((one) => one.length > 24 && !/[<{`|#]/.test(one));
  const few = Array.from({ length: 6 }, (_, at) => some[Math.floor((at * some.length) / 6)]);
  return `# A draft to try\n\n${[...new Set(few.filter(Boolean))].join("\n\n")}\n`;
}
