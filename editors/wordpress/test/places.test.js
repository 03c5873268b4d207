import assert from "node:assert/strict";
import { test } from "node:test";
import { blockAt, counted, fixOf, fixed, heading, joined, wordsOf } from "../src/places.js";

const WRITTEN = ["<p>A 👍 whitelist.</p>", "<p>Llama &amp; co</p>"];

test("blocks are joined as WordPress saves them, with their places", () => {
  const { text, starts } = joined(WRITTEN);
  assert.equal(text, "<p>A 👍 whitelist.</p>\n\n<p>Llama &amp; co</p>");
  assert.deepEqual(starts.map((at) => text.slice(at, at + 4)), ["<p>A", "<p>L"]);
});

test("a place is found in its block", () => {
  const { starts } = joined(WRITTEN);
  assert.deepEqual([0, 5, starts[1] - 1, starts[1], 999].map((at) => blockAt(starts, at)), [0, 0, 0, 1, 1]);
  assert.equal(blockAt([], 3), -1);
});

test("a fix is written into its block, with the tags it goes across", () => {
  const { text, starts } = joined(WRITTEN);
  const start = text.indexOf("whitelist");
  const finding = {
    start,
    fixes: [
      { start, end: start + 3, text: "x", safety: "shown" },
      { start, end: start + 9, text: "an <b>allow</b>list", safety: "safe" },
    ],
  };
  const fix = fixOf(finding, WRITTEN, starts);
  assert.equal(fix.block, 0);
  assert.equal(fixed(WRITTEN[0], fix), "<p>A 👍 an <b>allow</b>list.</p>");
  assert.equal(wordsOf({ text: "R&amp;D <b>open</b>-weight" }), "R&D open-weight");
});

test("a fix that reaches beyond its block is not offered", () => {
  const { starts } = joined(WRITTEN);
  const finding = { start: 3, fixes: [{ start: 3, end: starts[1] + 2, text: "x", safety: "safe" }] };
  assert.equal(fixOf(finding, WRITTEN, starts), null);
  assert.equal(fixOf({ start: 3 }, WRITTEN, starts), null);
});

test("a title is read and written as words", () => {
  assert.equal(heading("R&D <b>"), "<h1>R&amp;D &lt;b&gt;</h1>");
  assert.equal(wordsOf({ text: heading("R&D <b>") }), "R&D <b>");
});

test("errors are counted apart", () => {
  assert.deepEqual(counted([{ severity: "error" }, { severity: "info" }]), { errors: 1, all: 2 });
});
