// Planning again with other hours or wishes; what is done stays done.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome } from "./my_states.js";

export function planAgain(plan, panel) {
  const outcome = new Outcome();
  const time = el("input", { class: "text-input short", id: "replan-hours", type: "text", inputmode: "decimal", value: plan.hours_per_week, autocomplete: "off" });
  const free = el("input", { type: "checkbox", id: "replan-free", checked: plan.wishes.free_only });
  const certificates = el("input", { type: "checkbox", id: "replan-certificates", checked: plan.wishes.certificates });
  const save = el("button", { class: "button button-main", type: "submit", text: "Plan again" });
  const form = el("form", { class: "replan", novalidate: true },
    el("p", { class: "quiet", text: "The weeks still to come are planned anew. What you have ticked off stays, and the plan says what changed." }),
    el("p", { class: "field" }, el("label", { class: "field-label", for: "replan-hours", text: "Hours a week" }), time),
    el("p", { class: "check" }, free, el("label", { for: "replan-free", text: "Only what is free of charge" })),
    el("p", { class: "check" }, certificates, el("label", { for: "replan-certificates", text: "With certificates" })),
    el("div", { class: "reason-buttons" }, save), outcome.root);
  form.addEventListener("input", () => {
    form.setAttribute("data-editing", "");
    outcome.clear();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wanted = Number(time.value.trim().replace(",", "."));
    if (!time.value.trim() || Number.isNaN(wanted)) {
      outcome.say("Write the hours as a number, such as 6.");
      time.focus();
      return;
    }
    save.disabled = true;
    outcome.say("Planning");
    try {
      const made = await mine.makePlan({ hours_per_week: wanted, free_only: free.checked, certificates: certificates.checked });
      form.removeAttribute("data-editing");
      await panel.load();
      panel.changed(`Version ${made.plan.version} of your plan is made.`);
    } catch (error) {
      save.disabled = false;
      outcome.refuse(error, () => panel.load());
    }
  });
  return el("details", { class: "my-fold", "data-key": "replan" }, el("summary", { text: "Plan again with other hours or wishes" }), form);
}
