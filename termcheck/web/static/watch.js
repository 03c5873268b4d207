// When to ask: a moment after the last key, one question at a time.

const PAUSE = 220;
const AGAIN = 3000;
const SLOW = 300;

/**
 * Call `ask(text)` when the text has rested, `tell(text, answer)` or `fail(error)` after it; `soon(text)`
 * at each rest where answers take long.
 */
export class Watch {
  constructor({ read, ask, soon, tell, fail, busy }) {
    Object.assign(this, { read, ask, soon, tell, fail, busy });
    this.took = 0;
    this.timer = 0;
    this.asking = false;
    this.due = false;
  }

  /** The draft has changed. */
  changed(pause = PAUSE) {
    this.due = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#run(), pause);
  }

  async #run() {
    this.timer = 0;
    if (this.took > SLOW) this.soon(this.read());
    // What is due is asked when the answer is there.
    if (this.asking) return;
    this.asking = true;
    this.due = false;
    const text = this.read();
    this.busy(true);
    const begun = performance.now();
    try {
      const answer = await this.ask(text);
      this.took = performance.now() - begun;
      this.tell(text, answer);
    } catch (error) {
      this.fail(error);
      // A server that is not there comes back; what it refused, it refuses again.
      if (error instanceof TypeError) this.changed(AGAIN);
    }
    this.asking = false;
    this.busy(false);
    if (this.due && !this.timer) this.changed(0);
  }
}
