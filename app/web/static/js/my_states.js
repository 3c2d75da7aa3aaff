// What a tab shows when it has nothing to show: it loads, it is empty, it failed, or another window was faster.

import { ApiError } from "./api.js";
import { announceState } from "./announce.js";
import { el, icon } from "./dom.js";

export function loading(what) {
  return el("p", { class: "quiet my-loading", text: `Opening ${what}` });
}

/** `begin` is the message that the button sends for the learner. */
export function empty(title, text, begin, send) {
  return el("div", { class: "my-empty" },
    el("h3", { text: title }),
    el("p", { text }),
    begin && el("button", { class: "button button-main", type: "button", text: begin, on: { click: () => send(begin) } }));
}

export function failed(error, retry) {
  const text = error instanceof ApiError ? error.message : "This could not be opened: the mentor's server does not answer.";
  return el("div", { class: "my-failed", role: "alert" },
    el("p", { text }),
    el("button", { class: "button", type: "button", on: { click: retry } }, icon("again"), "Try again"));
}

/** The line below a form that says what became of it. */
export class Outcome {
  constructor() {
    this.root = el("div", { class: "outcome-line", role: "status" });
  }

  clear() {
    this.root.replaceChildren();
  }

  say(text) {
    this.root.replaceChildren(el("p", { class: "quiet", text }));
  }

  /** After a refusal. `reload` shows what another window has written; `also` are further ways on. */
  refuse(error, reload, ...also) {
    const changed = error instanceof ApiError && error.status === 409;
    const text = error instanceof ApiError ? error.message : "Not saved: the mentor's server does not answer. Nothing you wrote is lost; try again.";
    this.root.replaceChildren(
      el("p", { class: "bad", text }),
      changed && reload ? el("button", { class: "button", type: "button", on: { click: reload } }, icon("again"), "Show the newest") : "",
      ...also);
    announceState(text);
  }
}

export function day(iso) {
  if (!iso) return "";
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" });
}

export function shortDay(iso) {
  return new Date(`${iso}T12:00:00`).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
}
