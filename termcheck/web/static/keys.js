// Keys and drops that count anywhere on the page.

const apple = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Wire the keyboard, the help and dropped files to what they do. */
export function connect({ step, fix, ignore, toPanel, toText, inPanel, otherView, open }) {
  document.addEventListener("keydown", (event) => {
    const mod = apple ? event.metaKey : event.ctrlKey;
    let done = true;
    if (event.key === "F8") step(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && mod && event.shiftKey) ignore();
    else if (event.key === "Enter" && mod) fix();
    else if (event.key === "F9") otherView();
    else if (event.key === "F6") (inPanel() ? toText : toPanel)();
    else if (event.key === "Escape" && inPanel()) toText();
    else done = false;
    if (done) event.preventDefault();
  });
  for (const shown of document.querySelectorAll(".mod")) if (apple) shown.textContent = "⌘";
  const help = document.getElementById("help");
  document.getElementById("help-button").addEventListener("click", () => help.showModal());
  connectDrop(open);
}

function connectDrop(open) {
  const cover = document.getElementById("drop");
  const hasFile = (event) => event.dataTransfer?.types.includes("Files");
  let depth = 0;
  const show = (by) => {
    depth = Math.max(0, depth + by);
    cover.hidden = depth === 0;
  };
  document.addEventListener("dragenter", (event) => hasFile(event) && show(1));
  document.addEventListener("dragleave", (event) => hasFile(event) && show(-1));
  document.addEventListener("dragover", (event) => hasFile(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    depth = 0;
    cover.hidden = true;
    open([...event.dataTransfer.files]);
  });
}
