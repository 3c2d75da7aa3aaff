// Answers to pick for a question of the mentor. Real buttons; once the conversation has gone on they rest and say so.

import { el } from "./dom.js";

const LONG = 60;
let made = 0;

export class Replies {
  /** `pick(text)` is called once for a reply that is chosen. */
  constructor(question, pick) {
    this.labelId = `asked-${(made += 1)}`;
    this.texts = question.quick_replies || [];
    this.pick = pick;
    this.open = false;
    this.buttons = this.texts.map((text) =>
      el("button", { class: "chip reply", type: "button", text, disabled: true, on: { click: () => this.choose(text) } }));
    this.note = el("p", { class: "quiet replies-note" });
    const long = this.texts.some((text) => text.length > LONG);
    this.root = this.texts.length
      ? el("div", { class: "replies", role: "group", "aria-labelledby": this.labelId },
        el("ul", { class: long ? "chips chips-rows" : "chips" }, ...this.buttons.map((button) => el("li", {}, button))),
        this.note)
      : "";
  }

  get count() {
    return this.texts.length;
  }

  choose(text) {
    if (!this.open) return;
    this.open = false; // a second click of a double click is not a second answer
    this.pick(text);
  }

  /** `picked` is what the learner answered, where the question is no longer open. */
  show(open, picked = "") {
    this.open = open;
    for (const [place, button] of this.buttons.entries()) {
      const chosen = !open && this.texts[place] === picked;
      button.disabled = !open;
      button.classList.toggle("picked", chosen);
      if (chosen) button.setAttribute("aria-pressed", "true");
      else button.removeAttribute("aria-pressed");
    }
    const answered = this.texts.includes(picked) ? "" : "This question is closed; the conversation went on.";
    this.note.textContent = open ? "" : answered;
    this.note.hidden = !this.note.textContent;
  }
}
