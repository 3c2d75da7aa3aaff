// Reminders: when they come, and those that came.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome } from "./my_states.js";

const DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Those that fell due, each to be set aside. */
export function due(all, panel) {
  return all.map(({ id, text }) => {
    const note = el("div", { class: "my-note my-reminder", role: "note" }, el("p", { text }));
    const aside = el("button", { class: "button", type: "button", text: "Set aside", on: { click: async () => {
      aside.disabled = true;
      await mine.dismissReminder(id).catch(() => {}); // it comes again with the next load, and can be set aside then
      panel.load();
    } } });
    note.append(aside);
    return note;
  });
}

export function reminderForm({ on, weekday, at, zone }, panel) {
  const outcome = new Outcome();
  const wanted = el("input", { type: "checkbox", id: "remind", checked: on, "data-key": "remind" });
  const dayChoice = el("select", { class: "select", "aria-label": "Day of the week", "data-key": "remind-day" }, ...DAYS.map((text, value) => el("option", { value, text, selected: value === weekday })));
  const time = el("input", { class: "select", type: "time", value: at.slice(0, 5), "aria-label": "Time of day", required: true, "data-key": "remind-at" });
  const save = async () => {
    if (!time.value) return;
    outcome.clear();
    try {
      await mine.setReminders({ on: wanted.checked, weekday: Number(dayChoice.value), at: time.value });
      outcome.say(wanted.checked ? `You are reminded on ${DAYS[dayChoice.value]}s at ${time.value} (${zone}), here on the page and in Slack where it is linked.` : "No reminders.");
    } catch (error) {
      outcome.refuse(error, () => panel.load());
    }
  };
  for (const input of [wanted, dayChoice, time]) input.addEventListener("change", save);
  return el("section", { class: "my-section" },
    el("h3", { text: "Weekly check-in" }),
    el("p", { class: "quiet", text: "Tell the mentor in your own words what you did, such as “finished the Docker course, nothing on Terraform”. It ticks off only what you confirm." }),
    el("div", { class: "remind" }, el("span", { class: "check" }, wanted, el("label", { for: "remind", text: "Remind me on" })), dayChoice, time),
    outcome.root);
}
