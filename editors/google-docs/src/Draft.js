// A document as the HTML that termcheck reads, and where its words stand. Pure: plain values in,
// plain values out, so that it runs in Apps Script and in a test.

/** What each heading of a document is in HTML. */
var TAGS = { TITLE: "h1", SUBTITLE: "h2", HEADING1: "h1", HEADING2: "h2", HEADING3: "h3", HEADING4: "h4", HEADING5: "h5", HEADING6: "h6" };

/**
 * Return the HTML of paragraphs and, for each, where its text starts in it.
 * @param {{text: string, heading: string, list: boolean, row: number}[]} paragraphs - `row` is the
 *   number of a table's row, -1 outside of tables
 * @return {{html: string, starts: {at: number, sizes: number[], text: string}[]}} places in UTF-16
 */
function draftOf(paragraphs) {
  var html = "";
  var row = -1;
  var starts = [];
  paragraphs.forEach(function (paragraph) {
    if (paragraph.row !== row) {
      html += (row >= 0 ? "</tr>" : "<table>") + (paragraph.row >= 0 ? "<tr>" : "</table>");
      row = paragraph.row;
    }
    var tag = row >= 0 ? "td" : paragraph.list ? "li" : TAGS[paragraph.heading] || "p";
    html += "<" + tag + ">";
    starts.push({ at: html.length, sizes: sizesOf(paragraph.text), text: paragraph.text });
    html += escaped(paragraph.text) + "</" + tag + ">\n";
  });
  return { html: html + (row >= 0 ? "</tr></table>" : ""), starts: starts };
}

/** Return how long each character of a text is in HTML. */
function sizesOf(text) {
  var sizes = [];
  for (var at = 0; at < text.length; at += 1) sizes.push(escaped(text[at]).length);
  return sizes;
}

function escaped(text) {
  // Line breaks within a paragraph, and what stands for a picture.
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/[\r\v]/g, "\n");
}

/** Return HTML as the words that are read. */
function wordsOf(html) {
  var signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return html.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, function (_, name) {
    return signs[name];
  });
}

/**
 * Return which paragraph a place of the HTML is in and where in its text, null if it is in none.
 * @return {?{paragraph: number, start: number, end: number}} `end` is after the last character
 */
function placeOf(draft, start, end) {
  for (var number = draft.starts.length - 1; number >= 0; number -= 1) {
    var found = draft.starts[number];
    if (found.at > start) continue;
    var first = offsetOf(found, start);
    var last = offsetOf(found, end);
    return first < 0 || last < 0 || first >= last ? null : { paragraph: number, start: first, end: last };
  }
  return null;
}

function offsetOf(found, place) {
  var at = found.at;
  for (var number = 0; number <= found.sizes.length; number += 1) {
    if (at === place) return number;
    at += found.sizes[number] || 0;
  }
  return -1;
}

/** Return what the sidebar shows of a report: the findings that stand in a paragraph, in order. */
function remarksOf(report, draft) {
  return report.findings
    .map(function (finding) {
      var place = placeOf(draft, finding.start, finding.end);
      if (!place) return null;
      var fix = (finding.fixes || []).filter(function (one) {
        return one.safety !== "shown";
      })[0];
      var where = fix ? placeOf(draft, fix.start, fix.end) : null;
      return {
        severity: finding.severity,
        headline: finding.headline,
        note: finding.note || "",
        url: /^https?:/.test(finding.url || "") ? finding.url : "",
        place: place,
        fix: where && where.paragraph === place.paragraph ? { place: where, text: wordsOf(fix.text), before: draft.starts[where.paragraph].text.slice(where.start, where.end) } : null,
      };
    })
    .filter(Boolean);
}

if (typeof module !== "undefined") module.exports = { draftOf: draftOf, placeOf: placeOf, remarksOf: remarksOf };
