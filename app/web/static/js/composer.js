// The question box. What is typed is never lost: a question that was not taken goes back into it.

import { $ } from "./dom.js";
import { health } from "./health.js";

const HINT = "Every sentence shows its source. Where the sources are silent, the mentor says so.";
const PLACEHOLDER = "Ask about roles, skills or pay";
const ANSWER = "Answer in your own words";
const ANSWER_HINT = "You can skip, pause or correct anything at any time.";
const MOST_PASTED = 200_000;
const DRAFT = "draft";

export class Composer {
  /** `send(text)` is called with a question that may be sent now; `stop()` while one is being answered. */
  constructor({ send, stop }) {
    this.form = $("composer");
    this.box = $("question");
    this.button = $("send");
    this.answering = false;
    this.send = send;
    this.stop = stop;
    this.box.value = recall();
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      if (!this.answering) this.submit();
    });
    this.box.addEventListener("paste", (event) => {
      const pasted = event.clipboardData?.getData("text/plain") ?? "";
      if (pasted.length <= MOST_PASTED) return;
      event.preventDefault(); // a browser lays out megabytes for minutes
      $("hint-text").textContent = `This has ${pasted.length.toLocaleString("en")} characters; a message may have ${health.state.limit.toLocaleString("en")}. Paste the part that matters.`;
    });
    this.box.addEventListener("input", () => {
      remember(this.box.value);
      this.refresh();
    });
    this.refresh();
  }

  get text() {
    return this.box.value.trim();
  }

  submit() {
    if (this.answering) {
      this.stop();
      return;
    }
    if (!this.text || this.tooLong || !health.state.reachable) return;
    this.send(this.text);
  }

  put(text) {
    this.box.value = text;
    remember(text);
    this.refresh();
  }

  /** Gives a question back that was not taken, unless something new is being written. */
  giveBack(text) {
    if (!this.text) this.put(text);
  }

  /** `asked`: the mentor has asked and waits for the answer. */
  setAnswering(answering, asked) {
    this.answering = answering;
    this.asked = asked;
    this.box.placeholder = asked ? ANSWER : PLACEHOLDER;
    this.refresh();
  }

  focus() {
    this.box.focus();
  }

  get tooLong() {
    return this.box.value.trim().length > health.state.limit;
  }

  refresh() {
    const { limit, reachable } = health.state;
    const length = this.text.length;
    const near = length > limit * 0.9;
    $("counter").hidden = !near;
    $("counter").textContent = near ? `${length.toLocaleString("en")} of ${limit.toLocaleString("en")}` : "";
    $("counter").classList.toggle("over", length > limit);
    let hint = this.asked ? ANSWER_HINT : HINT;
    if (!reachable) hint = "Cannot ask while the server is out of reach. Your text is kept.";
    else if (length > limit) hint = `Too long by ${(length - limit).toLocaleString("en")} characters. Shorten it to ask.`;
    if ($("hint-text").textContent !== hint) $("hint-text").textContent = hint;
    this.button.disabled = !this.answering && (!length || length > limit || !reachable);
    this.button.classList.toggle("stopping", this.answering);
    $("send-label").textContent = this.answering ? "Stop the answer" : "Ask";
    this.button.title = this.answering ? "Stop (Esc)" : "Ask (Enter)";
    this.button.querySelector("use").setAttribute("href", this.answering ? "#i-stop" : "#i-send");
    this.grow();
  }

  grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight}px`; // the style sheet caps it
  }
}

function recall() {
  try {
    return sessionStorage.getItem(DRAFT) || "";
  } catch {
    return "";
  }
}

function remember(text) {
  try {
    sessionStorage.setItem(DRAFT, text.slice(0, 20000));
  } catch {
    // Without storage the draft lasts as long as the page.
  }
}
