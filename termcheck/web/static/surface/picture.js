// A picture by its alt text, and as it looks where the draft itself holds it: nothing is fetched for it.

const DATA = /^data:(image\/(?:png|jpeg|gif|webp|avif|bmp));base64,/i;
const LARGE = 20_000_000;

export class Picture {
  /** `find(address)` gives the address a short one stands for. */
  constructor(node, find) {
    this.find = find;
    this.dom = document.createElement("span");
    // Marks add their own classes.
    this.dom.className = "picture";
    this.dom.setAttribute("role", "img");
    this.words = document.createElement("span");
    this.words.className = "alt";
    this.dom.append(this.words);
    this.update(node);
  }

  update(node) {
    if (node.type.name !== "image") return false;
    const { src, alt } = node.attrs;
    const changed = src !== this.src;
    this.src = src;
    this.dom.setAttribute("aria-label", alt || src);
    this.dom.title = alt ? src : "";
    this.words.textContent = alt || src.split("/").at(-1);
    if (changed) this.#draw();
    return true;
  }

  async #draw() {
    this.canvas?.remove();
    this.canvas = null;
    this.dom.classList.remove("drawn");
    const { src } = this;
    const address = this.find(src);
    const kind = DATA.exec(address);
    if (!kind || address.length > LARGE) return;
    try {
      const bytes = Uint8Array.from(atob(address.slice(kind[0].length)), (one) => one.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: kind[1] }));
      if (src !== this.src) return;
      this.canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
      this.canvas.getContext("2d").drawImage(image, 0, 0);
      this.dom.prepend(this.canvas);
      this.dom.classList.add("drawn");
    } catch {
      // What is no picture stays its alt text.
    }
  }

  ignoreMutation() {
    return true;
  }
}
