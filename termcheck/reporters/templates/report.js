(() => {
  "use strict";
  const form = document.querySelector("form.filter");
  if (!form) return;
  const all = [...document.querySelectorAll("article.finding")].map((card) => ({
    card,
    file: card.closest("section").querySelector("h3 code").textContent,
    severity: card.dataset.severity,
    term: card.dataset.term,
    text: null,
  }));
  const sections = [...document.querySelectorAll("section.file")];
  const output = form.querySelector("output");
  const nothing = document.querySelector("p.nothing");

  const apply = () => {
    const data = new FormData(form);
    const severities = new Set(data.getAll("severity"));
    const term = data.get("term");
    const words = data.get("text").trim().toLowerCase();
    let shown = 0;
    for (const one of all) {
      let fits = severities.has(one.severity) && (!term || one.term === term);
      if (fits && words) {
        one.text ??= `${one.file} ${one.card.textContent}`.toLowerCase();
        fits = one.text.includes(words);
      }
      one.card.hidden = !fits;
      shown += fits;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("article.finding:not([hidden])");
    }
    nothing.hidden = shown > 0;
    const total = all.length.toLocaleString("en");
    output.textContent =
      shown === all.length ? `${total} finding${shown === 1 ? "" : "s"}` : `${shown.toLocaleString("en")} of ${total} findings`;
  };

  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
