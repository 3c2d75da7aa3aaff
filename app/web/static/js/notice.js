// The strip above the question box: what stands in the way, and what can be done about it.

import { $, el, icon } from "./dom.js";
import { announceState } from "./announce.js";

const PARTS = { knowledge: "Knowledge base", embedder: "Search", model: "Language model" };
const STATES = { loading: "loading", ready: "ready", failed: "failed" };
const shown = new Map();
const ORDER = ["offline", "starting", "request", "reminder"];

/** Puts a notice of a kind in place of the earlier one of that kind; null takes it away. */
export function notice(kind, content) {
  if (content) shown.set(kind, content);
  else shown.delete(kind);
  const top = ORDER.find((name) => shown.has(name));
  const box = $("notices");
  const next = top ? shown.get(top) : null;
  if (box.firstChild === next) return;
  box.replaceChildren(...(next ? [next] : []));
  announceState(next ? next.dataset.spoken : "");
}

export function offlineNotice(retry) {
  const offline = !navigator.onLine;
  const text = offline
    ? "You are offline. What you write stays here; asking is possible again once you are connected."
    : "The mentor's server does not answer. What you write stays here; the page keeps trying.";
  return strip("calm", offline ? "Offline" : "Not connected", text, [button("Retry now", retry)]);
}

export function startingNotice(parts, held) {
  const list = el("ul", { class: "parts" });
  for (const [name, part] of Object.entries(parts)) {
    const label = name === "model" && part.name ? `Language model ${part.name}` : PARTS[name] || name;
    list.append(
      el("li", { class: `part part-${part.state}` },
        el("span", { class: "part-dot", "aria-hidden": "true" }),
        el("span", {}, label, el("span", { class: "part-detail", text: ` · ${part.detail || STATES[part.state] || part.state}` })),
      ),
    );
  }
  const failed = Object.values(parts).some((part) => part.state === "failed");
  const title = failed ? "The mentor could not start" : "The mentor is getting ready";
  let text = "You can write your question now; it can be asked in a moment.";
  if (held) text = "Your question is held and will be asked as soon as everything is ready.";
  if (failed) text = "The person who runs it can see what to do with: mentor doctor";
  return strip(failed ? "bad" : "calm", title, text, [], list);
}

export function busyNotice(message, retry) {
  const text = `${message} Your question is kept in the box.`;
  return strip("calm", "Busy at the moment", text, [button("Try again", retry)]);
}

export function errorNotice(title, message, retry) {
  return strip("bad", title, message, [retry && button("Try again", retry), dismiss()]);
}

/** A reminder that fell due while the page was closed; `open` shows the plan, `aside` sets it aside for good. */
export function reminderNotice(text, open, aside) {
  return strip("calm", "A reminder", text, [button("Open my plan", open), button("Set aside", aside)]);
}

function strip(tone, title, text, actions, extra = null) {
  return el("div", { class: `notice notice-${tone}`, "data-spoken": `${title}. ${text}` },
    el("div", { class: "notice-words" }, el("strong", { text: title }), el("p", { text }), extra),
    el("div", { class: "notice-actions" }, ...actions),
  );
}

function button(text, listener) {
  return el("button", { class: "button", type: "button", text, on: { click: listener } });
}

function dismiss() {
  return el("button", { class: "icon-button", type: "button", "aria-label": "Dismiss", on: { click: () => notice("request", null) } }, icon("close"));
}
