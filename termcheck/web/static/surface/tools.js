// The tools above the formatted view.

import { gettext } from "../messages.js";

const byId = (id) => document.getElementById(id);

export class Tools {
  constructor(surface) {
    this.surface = surface;
    this.bar = byId("format-tools");
    this.block = byId("block");
    this.block.addEventListener("change", () => surface.run(this.block.value));
    for (const button of this.bar.querySelectorAll("button[value]")) {
      // The words that are chosen stay so.
      button.addEventListener("mousedown", (event) => event.preventDefault());
      button.addEventListener("click", () => surface.run(button.value));
    }
    byId("link-button").addEventListener("click", () => this.link());
    surface.place.addEventListener("keydown", (event) => {
      if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.link();
    });
    surface.place.addEventListener("dblclick", (event) => event.target.closest("a") && this.link());
  }

  /** Show how things stand at the caret. */
  draw() {
    const { block, strong, em, link } = this.surface.standing;
    this.block.value = block;
    for (const [name, on] of Object.entries({ strong, em })) {
      this.bar.querySelector(`[value="${name}"]`).setAttribute("aria-pressed", String(on));
    }
    byId("link-button").setAttribute("aria-pressed", String(link));
  }

  /** Ask for the address of the link at the caret. */
  link() {
    const found = this.surface.link;
    if (!found) return;
    const [dialog, field] = [byId("link"), byId("link-href")];
    field.value = found.href;
    byId("link-remove").hidden = !found.href;
    byId("link-title").textContent = found.href ? gettext("Change the link") : gettext("Make a link");
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue === "set") this.surface.link = { ...found, href: field.value.trim() };
      else if (dialog.returnValue === "remove") this.surface.link = { ...found, href: "" };
      else this.surface.focus();
    };
    dialog.showModal();
    field.select();
  }
}
