// Open work of earlier weeks, and the ways to go on: each says what would be different before it is taken.

import { el, plural } from "./dom.js";
import { mine } from "./my_api.js";
import { hours } from "./my_plan.js";
import { Outcome, day } from "./my_states.js";

const LEAVE = "Leave the plan as it is";

/** Nothing without open work and without choices that wait. */
export function choices({ progress }, panel) {
  if (!progress) return null;
  const open = progress.status.late;
  if (!open.length && !progress.choices.length) return null;
  const outcome = new Outcome();
  const box = el("section", { class: "my-section my-late" });
  const act = async (call, said) => {
    for (const button of box.querySelectorAll("button")) button.disabled = true;
    outcome.say("Working it out");
    try {
      await call();
      await panel.load();
      panel.changed(said);
      panel.body.querySelector(".my-late button, .week-now input")?.focus({ preventScroll: true });
    } catch (error) {
      for (const button of box.querySelectorAll("button")) button.disabled = false;
      outcome.refuse(error, () => panel.load());
    }
  };
  if (progress.choices.length) box.append(...offered(progress.choices, act));
  else box.append(...stood(open, act));
  box.append(outcome.root);
  return box;
}

function stood(open, act) {
  const left = open.reduce((sum, item) => sum + item.hours, 0);
  return [
    el("h3", { text: "Open from earlier weeks" }),
    el("p", { text: `${plural(open.length, "item", "items")}, ${hours(left)}. Tick off what you did after all, or look at two or three ways to go on.` }),
    el("p", {}, el("button", { class: "button", type: "button", text: "Show me the choices", on: { click: () => act(() => mine.choices(), "Ways to go on are shown.") } })),
  ];
}

function offered(all, act) {
  return [
    el("h3", { text: "Ways to go on" }),
    el("p", { class: "quiet", text: "Nothing changes before you take one; earlier versions of the plan are kept." }),
    el("ul", { class: "ways" }, ...all.map(({ title, effect, ends }) =>
      el("li", { class: "way" },
        el("p", {}, el("strong", { text: title })),
        el("ul", { class: "my-list" }, ...effect.map((text) => el("li", { text }))),
        el("p", {}, el("button", { class: "button", type: "button", text: "Take this", "aria-label": `Take this: ${title}`, on: { click: () => act(() => mine.answerProgress(title), `Taken: ${title}. The plan now ends on ${day(ends)}.`) } }))))),
    el("p", {}, el("button", { class: "button", type: "button", text: LEAVE, on: { click: () => act(() => mine.answerProgress(LEAVE), "The plan stays as it is.") } })),
  ];
}
