(() => {
  "use strict";
  const PAGE = 50;
  const { rows, all } = JSON.parse(document.getElementById("data").textContent);
  const form = document.querySelector("form.filter");
  const output = form.querySelector("output");
  const place = document.getElementById("rows");
  const next = document.getElementById("next");
  const fields = ["term", "result", "meaning", "framing", "owner", "repository"];
  let found = rows;
  let shown = 0;

  const add = (parent, name, text = "", className = "") => {
    const made = parent.appendChild(document.createElement(name));
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  for (const field of fields) {
    const select = form.elements[field];
    for (const value of [...new Set(rows.map((row) => row[field]))].filter(Boolean).sort()) {
      add(select, "option", value).value = value;
    }
    select.closest("label").hidden = select.options.length < 3;
  }
  for (const row of rows) {
    row.all = `${row.subject} ${row.name} ${row.words} ${row.sentence} ${row.path} ${row.speaker}`.toLowerCase();
  }

  const sentence = (parent, row) => {
    const quote = add(add(parent, "blockquote"), "p");
    const at = row.sentence.indexOf(row.words);
    if (at < 0) {
      quote.textContent = row.sentence;
      return;
    }
    quote.append(row.sentence.slice(0, at));
    add(quote, "mark", row.words);
    quote.append(row.sentence.slice(at + row.words.length));
  };

  const card = (row) => {
    const box = document.createElement("details");
    const line = add(box, "summary");
    add(line, "strong", row.subject || "Nobody in particular");
    line.append(`: ${row.stance === "negated" ? "not " : ""}“${row.words}” `);
    add(line, "span", row.result, `tag ${row.outcome}`);
    add(line, "span", ` ${row.repository}: ${row.path}:${row.line}`, "soft");
    box.addEventListener("toggle", () => {
      if (!box.open || box.querySelector("blockquote")) return;
      sentence(box, row);
      if (row.context && row.context !== row.sentence) add(box, "p", row.context, "soft");
      const facts = add(box, "dl");
      const tell = (name, text) => {
        if (!text) return;
        add(facts, "dt", name);
        add(facts, "dd", text);
      };
      tell("Why", row.reason);
      tell("True would be", row.expected);
      tell("Meant as", row.meaning);
      tell("Manner of speaking", row.framing);
      tell("Stance", row.speaker ? `${row.stance}, said by ${row.speaker}` : row.stance);
      tell("By each definition", Object.entries(row.verdicts).map(([name, answer]) => `${name}: ${answer}`).join("; "));
      tell("Under", row.heading);
      tell("Owner", row.owner);
      tell("Changed", row.date);
      tell("Allowed until", row.until);
      if (row.url) add(add(box, "p"), "a", "Open the page").href = row.url;
    });
    return box;
  };

  const more = () => {
    const fresh = document.createDocumentFragment();
    for (const row of found.slice(shown, shown + PAGE)) fresh.append(card(row));
    place.append(fresh);
    shown = Math.min(found.length, shown + PAGE);
    next.hidden = shown === found.length;
  };

  const apply = () => {
    const data = new FormData(form);
    const words = data.get("text").trim().toLowerCase();
    found = rows.filter((row) => fields.every((field) => !data.get(field) || row[field] === data.get(field)) && (!words || row.all.includes(words)));
    place.replaceChildren();
    shown = 0;
    more();
    const left = all > rows.length ? `, of ${all.toLocaleString("en")} in the tables` : "";
    output.textContent = `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} claims${left}`;
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  next.addEventListener("click", more);
  form.hidden = false;
  apply();

  // Printed as it stands, what is folded is only a row of a table.
  document.getElementById("print").addEventListener("click", () => print());
  document.getElementById("print-whole").addEventListener("click", () => {
    const folded = [...document.querySelectorAll(".listed > details:not([open])")];
    const fold = (closed) => {
      for (const box of folded) box.open = !closed;
      document.documentElement.classList.toggle("whole", !closed);
    };
    fold(false);
    addEventListener("afterprint", () => fold(true), { once: true });
    print();
  });
  document.querySelector(".print").hidden = false;

  const open = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  };
  addEventListener("hashchange", open);
  open();
})();
