const assert = require("node:assert/strict");
const { test } = require("node:test");
const { draftOf, placeOf, remarksOf } = require("../src/Draft.js");

const PARAGRAPHS = [
  { text: "News & more", heading: "HEADING1", list: false, row: -1 },
  { text: "A 👍 <white>list", heading: "NORMAL", list: false, row: -1 },
  { text: "Model", heading: "NORMAL", list: false, row: 1 },
  { text: "Phi-4", heading: "NORMAL", list: false, row: 2 },
  { text: "The end", heading: "NORMAL", list: true, row: -1 },
];

test("a document becomes HTML with headings, lists and tables", () => {
  assert.equal(
    draftOf(PARAGRAPHS).html,
    "<h1>News &amp; more</h1>\n<p>A 👍 &lt;white&gt;list</p>\n<table><tr><td>Model</td>\n</tr><tr><td>Phi-4</td>\n</tr></table><li>The end</li>\n",
  );
});

test("every character of every paragraph is found again", () => {
  const draft = draftOf(PARAGRAPHS);
  PARAGRAPHS.forEach(({ text }, paragraph) => {
    let at = draft.starts[paragraph].at;
    for (let start = 0; start < text.length; start += 1) {
      const end = at + draft.starts[paragraph].sizes[start];
      assert.deepEqual(placeOf(draft, at, end), { paragraph, start, end: start + 1 });
      at = end;
    }
  });
  assert.equal(placeOf(draft, 0, 3), null);
});

test("remarks are placed, with what would be written", () => {
  const draft = draftOf(PARAGRAPHS);
  const start = draft.html.indexOf("Phi-4");
  const finding = { severity: "error", headline: "H", start, end: start + 5, url: "javascript:x", fixes: [{ start, end: start + 5, text: "R&amp;D", safety: "unsafe" }] };
  const place = { paragraph: 3, start: 0, end: 5 };
  assert.deepEqual(remarksOf({ findings: [finding, { ...finding, start: 0 }] }, draft), [
    { severity: "error", headline: "H", note: "", url: "", place, fix: { place, text: "R&D", before: "Phi-4" } },
  ]);
});
