"use strict";
(() => {
  const { subjects, definitions } = window.REGISTRY;
  const at = (id) => document.getElementById(id);
  const plain = (text) => text.toLowerCase().replace(/[\s_-]+/g, " ");

  function index() {
    // So many rows stand in the page at once: all of them are slow to lay out and to read aloud.
    const step = 100;
    const body = at("subjects").tBodies[0];
    const rows = [...body.rows];
    let fitting = [];
    const words = subjects.map((one) =>
      plain([one.name, one.maker, one.kind, ...one.also, ...one.licences].join(" ")));
    const fields = ["search", "kind", "definition", "answer"].map(at);
    const head = document.createElement("th");
    head.scope = "col";
    const verdicts = rows.map(() => document.createElement("td"));
    // The answer by the chosen definition stands in a column of its own.
    function column(definition) {
      head.textContent = definitions.find((one) => one.id === definition)?.short ?? "";
      if (definition && !head.isConnected) {
        at("subjects").tHead.rows[0].cells[0].after(head);
        rows.forEach((row, i) => row.cells[0].after(verdicts[i]));
      } else if (!definition) {
        [head, ...verdicts].forEach((one) => one.remove());
      }
      subjects.forEach((one, i) => {
        verdicts[i].textContent = one.verdicts[definition] ?? "";
        verdicts[i].className = one.answers[definition] ?? "";
      });
    }
    function show() {
      const [search, kind, definition, answer] = fields.map((one) => one.value);
      const asked = plain(search).split(" ").filter(Boolean);
      fitting = rows.filter((_, i) => {
        const one = subjects[i];
        const answers = definition ? [one.answers[definition]] : Object.values(one.answers);
        return (!kind || one.kind === kind) &&
          (!answer || answers.includes(answer)) &&
          (!definition || definition in one.answers) &&
          asked.every((word) => words[i].includes(word));
      });
      body.replaceChildren(...fitting.slice(0, step));
      tell();
    }
    function tell() {
      const [shown, count, all] = [body.rows.length, fitting.length, subjects.length]
        .map((number) => number.toLocaleString("en"));
      at("count").textContent = `${count} of ${all}` + (shown === count ? "" : `, ${shown} shown`);
      at("more").hidden = shown === count;
    }
    at("more").addEventListener("click", () => {
      const next = fitting.slice(body.rows.length, body.rows.length + step);
      body.append(...next);
      tell();
      next[0].querySelector("a").focus();
    });
    fields.forEach((one) => one.addEventListener("input", show));
    at("definition").addEventListener("input", () => column(at("definition").value));
    at("filters").addEventListener("submit", (event) => event.preventDefault());
    at("filters").hidden = false;
    show();
  }

  function comparison() {
    const known = new Map(subjects.map((one) => [one.id, one]));
    const read = () => location.hash.slice(1).split(",").map(decodeURIComponent).filter((id) => known.has(id));
    const cell = (tag, text, scope) => {
      const made = document.createElement(tag);
      made.textContent = text;
      if (scope) made.scope = scope;
      return made;
    };
    function draw() {
      const chosen = read().map((id) => known.get(id));
      const table = at("comparison");
      table.replaceChildren();
      at("told").textContent = chosen.length ? "" : "Add two or more names.";
      if (!chosen.length) return;
      const head = table.createTHead().insertRow();
      head.append(cell("th", "Definition", "col"));
      for (const one of chosen) {
        const top = cell("th", "", "col");
        const link = document.createElement("a");
        link.href = `subjects/${one.file}.html`;
        link.textContent = one.name;
        const remove = cell("button", "Remove");
        remove.type = "button";
        remove.setAttribute("aria-label", `Remove ${one.name}`);
        remove.addEventListener("click", () => {
          location.hash = read().filter((id) => id !== one.id).map(encodeURIComponent).join(",");
        });
        top.append(link, document.createElement("br"), remove);
        head.append(top);
      }
      const body = table.createTBody();
      for (const definition of definitions) {
        if (!chosen.some((one) => definition.id in one.verdicts)) continue;
        const row = body.insertRow();
        row.append(cell("th", definition.name, "row"));
        for (const one of chosen) {
          const made = cell("td", one.verdicts[definition.id] ?? "not judged");
          made.className = one.answers[definition.id] ?? "";
          row.append(made);
        }
      }
    }
    for (const one of subjects) {
      const option = document.createElement("option");
      option.value = one.name;
      at("names").append(option);
    }
    at("chooser").addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = plain(at("add").value);
      const found = subjects.find((one) => [one.name, one.id, ...one.also].some((name) => plain(name) === wanted));
      if (!found) {
        at("told").textContent = `Nobody recorded ${at("add").value}.`;
        return;
      }
      location.hash = [...new Set([...read(), found.id])].map(encodeURIComponent).join(",");
      at("add").value = "";
    });
    window.addEventListener("hashchange", draw);
    at("chooser").hidden = false;
    draw();
  }

  if (at("filters")) index();
  if (at("chooser")) comparison();
})();
