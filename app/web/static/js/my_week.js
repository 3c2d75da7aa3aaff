// One week of the plan: what to do in it, to be ticked off.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { hours } from "./my_plan.js";
import { Outcome, shortDay } from "./my_states.js";

/** The week at the top, always unfolded. */
export function weekCard(week, title, panel) {
  return el("section", { class: "week-now" },
    el("h3", {}, title, el("span", { class: "quiet", text: ` week ${week.number}, ${shortDay(week.starts)} to ${shortDay(week.ends)}` })),
    goal(week), items(week, panel, "now"));
}

export function weekRow(week, panel) {
  const done = week.items.filter((item) => item.done).length;
  const state = week.off ? "off" : week.items.length && done === week.items.length ? "done" : week.when;
  const word = week.off ? "free week" : done === week.items.length ? "done" : done ? `${done} of ${week.items.length} done` : hours(week.hours);
  return el("li", { class: `week week-${state}`, "aria-current": week.when === "now" ? "step" : null },
    el("details", { "data-key": `week-${week.number}` },
      el("summary", {},
        el("span", { class: "week-when" }, el("strong", { text: `Week ${week.number}` }), el("span", { class: "quiet", text: shortDay(week.starts) })),
        el("span", { class: "week-goal", text: week.off ? "Kept free" : week.goal }),
        el("span", { class: "week-state quiet", text: week.when === "now" ? `now · ${word}` : word })),
      items(week, panel, "all")));
}

function goal(week) {
  return el("p", { class: "week-aim", text: week.off ? "You keep this week free." : week.goal });
}

function items(week, panel, place) {
  const outcome = new Outcome();
  return el("div", { class: "week-items" }, el("ul", {}, ...week.items.map((item) => itemRow(item, panel, place, outcome))), outcome.root);
}

function itemRow(item, panel, place, outcome) {
  const id = `${place}-${item.id}`;
  const box = el("input", { type: "checkbox", id, "data-key": id, "data-item": item.id, checked: item.done });
  box.addEventListener("change", async () => {
    const done = box.checked;
    outcome.clear();
    box.disabled = true;
    try {
      await mine.tick(item.id, done);
      await panel.load();
      panel.changed(`${done ? "Done" : "Open again"}: ${item.title}`);
      document.getElementById(id)?.focus({ preventScroll: true });
    } catch (error) {
      box.checked = !done;
      box.disabled = false;
      outcome.refuse(error, () => panel.load());
    }
  });
  const parts = item.part[1] > 1 ? `part ${item.part[0]} of ${item.part[1]}` : "";
  const small = [hours(item.hours), parts, item.resource?.cost].filter(Boolean).join(" · ");
  return el("li", { class: item.done ? "item done" : "item" }, box,
    el("div", { class: "item-words" },
      el("label", { for: id, text: item.title }),
      el("p", { class: "quiet" }, small, item.resource && " · ", item.resource && resource(item.resource)),
      item.check && el("p", { class: "quiet", text: `Done when: ${item.check}` })));
}

function resource({ title, address, provider }) {
  if (!/^https?:/.test(address)) return title;
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer", title: provider, text: title });
}
