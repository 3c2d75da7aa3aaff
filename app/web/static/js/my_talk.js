// Telling the mentor how the week was, and the monthly review: what it asks is answered here as in the conversation.

import { el, plain } from "./dom.js";
import { mine } from "./my_api.js";
import { Replies } from "./replies.js";
import { Outcome, day } from "./my_states.js";

const LEAVE = "stop";

/** `asked` are the events of a question that stands open; `plan` says when the next review is due. */
export function talk({ progress, asked, plan }, panel) {
  if (!progress) return null;
  const outcome = new Outcome();
  const box = el("section", { class: "my-section my-talk", "data-key": "talk" });
  const act = async (call) => {
    for (const control of box.querySelectorAll("button, textarea")) control.disabled = true;
    outcome.say("Reading");
    try {
      const said = await call();
      panel.heard = said.events.filter(({ type }) => type === "sentence" || type === "declined" || type === "failed");
      panel.body.querySelector(".my-talk [data-editing]")?.removeAttribute("data-editing");
      await panel.load();
      panel.changed(said.events.map(({ text, message }) => plain(text || message || "")).join(" "));
      const again = panel.body.querySelector(".my-talk");
      again?.querySelector(".reply:not([disabled]), textarea")?.focus({ preventScroll: true });
      again?.scrollIntoView({ block: "nearest" });
    } catch (error) {
      for (const control of box.querySelectorAll("button, textarea")) control.disabled = false;
      outcome.refuse(error, () => panel.load());
    }
  };
  const question = asked.find(({ type }) => type === "question");
  const heard = panel.heard ?? [];
  const before = heard.length ? heard : asked.filter(({ type }) => type === "sentence");
  box.append(el("h3", { text: question ? heading(progress) : "How is it going?" }), ...before.map(line));
  if (question) box.append(...answering(question, progress, act));
  else box.append(checkIn(act), review(progress, plan, act));
  box.append(outcome.root);
  return box;
}

function heading(progress) {
  return progress.waits === "check_in" ? "Your check-in" : "Your monthly review";
}

function line({ text, message, style }) {
  return el("p", { class: style === "note" ? "quiet" : "said-line", text: plain(text || message || "") });
}

function answering(question, progress, act) {
  const replies = new Replies(question, (text) => act(() => mine.answerProgress(text)));
  replies.show(true);
  const reviewing = progress.waits === "review";
  const more = [];
  if (reviewing) more.push(el("button", { class: "button", type: "button", text: "Skip", on: { click: () => act(() => mine.answerProgress("skip")) } }));
  if (reviewing) more.push(el("button", { class: "button", type: "button", text: "Leave the review", on: { click: () => act(() => mine.answerProgress(LEAVE)) } }));
  return [
    el("p", { class: "asked-here", id: replies.labelId, text: plain(question.text) }),
    replies.root,
    form(reviewing ? "Or in your own words" : "Or put it differently", "Send", act, (text) => mine.answerProgress(text), ...more),
  ];
}

function checkIn(act) {
  return form("What did you do, in your own words?", "Tell the mentor", act, (text) => mine.checkIn(text));
}

function form(label, send, act, call, ...more) {
  const area = el("textarea", { class: "text-input", id: "talk-text", rows: "2", maxlength: "8000", dir: "auto", "data-key": "talk-text", placeholder: send === "Send" ? "" : "Finished the Docker course, nothing on Terraform, 5 hours" });
  const node = el("form", { class: "talk-form" },
    el("label", { class: "field-label", for: "talk-text", text: label }), area,
    el("div", { class: "reason-buttons" }, el("button", { class: "button button-main", type: "submit", text: send }), ...more));
  area.addEventListener("input", () => node.toggleAttribute("data-editing", Boolean(area.value.trim())));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = area.value.trim();
    if (text) act(() => call(text));
    else area.focus();
  });
  return node;
}

function review(progress, plan, act) {
  const last = progress.reviews.at(-1);
  const next = plan.reviews.find((date) => date >= progress.status.today);
  const when = [last && `The last one was on ${day(last.at)}.`, next && `The next is planned for ${day(next)}.`].filter(Boolean).join(" ");
  return el("div", { class: "talk-review" },
    el("p", {}, el("strong", { text: "Monthly review. " }), `Two or three skills are asked about again; a rating rises with an example. ${when}`),
    last && el("p", { class: "quiet", text: last.text }),
    el("p", {}, el("button", { class: "button", type: "button", text: "Begin the review", "data-key": "review", on: { click: () => act(() => mine.review()) } })));
}
