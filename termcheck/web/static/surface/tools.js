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
    surface.place.addEventListener("dblclick", (event) => event.target.closest("a, .picture") && this.link());
  }

  /** Show how things stand at the caret. */
  draw() {
    const { block, cell, strong, em, link } = this.surface.standing;
    this.block.value = block;
    for (const name of ["row", "row-off"]) this.bar.querySelector(`[value="${name}"]`).hidden = !cell;
    for (const [name, on] of Object.entries({ strong, em })) {
      this.bar.querySelector(`[value="${name}"]`).setAttribute("aria-pressed", String(on));
    }
    byId("link-button").setAttribute("aria-pressed", String(link));
  }

  /** Ask for the address of the link at the caret, or for the words of the picture that is chosen. */
  link() {
    const { surface } = this;
    const { picture, link } = surface;
    if (picture) {
      this.#ask(gettext("Describe the picture"), gettext("Alt text"), picture.alt, false, (alt) => {
        surface.picture = { ...picture, alt };
      });
    } else if (link) {
      const title = link.href ? gettext("Change the link") : gettext("Make a link");
      this.#ask(title, gettext("Address"), link.href, Boolean(link.href), (href) => {
        surface.link = { ...link, href };
      });
    }
  }

  #ask(title, label, value, removable, take) {
    const [dialog, field] = [byId("link"), byId("link-href")];
    byId("link-title").textContent = title;
    byId("link-label").textContent = label;
    byId("link-remove").hidden = !removable;
    field.value = value;
    dialog.returnValue = "";
    dialog.onclose = () => {
      if (dialog.returnValue === "set") take(field.value.trim());
      else if (dialog.returnValue === "remove") take("");
      else this.surface.focus();
    };
    dialog.showModal();
    field.select();
  }
}
