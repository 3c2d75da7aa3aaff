// The tab "Plan": this week first, then the way as a timeline of weeks, and what to do when life came between.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { choices } from "./my_choices.js";
import { due, reminderForm } from "./my_reminders.js";
import { planAgain } from "./my_replan.js";
import { talk } from "./my_talk.js";
import { day, empty, shortDay } from "./my_states.js";
import { weekCard, weekRow } from "./my_week.js";

const WARNINGS = ["over_specialised", "too_little_time"];

export const planTab = {
  id: "plan",
  label: "Plan",
  what: "your plan",
  load: async (panel, signal) => {
    const [{ plan }, { progress, asked }, reminders] = await Promise.all([mine.plan(signal), mine.progress(signal), mine.reminders(signal)]);
    return { plan, progress, asked, reminders };
  },
  view({ plan, progress, asked, reminders }, panel) {
    if (!plan) {
      return empty("What comes first?", "Write “make my learning plan” to get six months in weeks that fit your hours.", "Make my learning plan", (text) => panel.send(text));
    }
    const now = plan.weeks.find(({ when }) => when === "now");
    const next = plan.weeks.find(({ when }) => when === "ahead");
    return [
      ...due(reminders, panel),
      head(plan),
      now || next ? weekCard(now || next, now ? "This week" : `Next, from ${shortDay(next.starts)}`, panel) : el("p", { class: "my-lead", text: "All weeks of this plan are over." }),
      choices({ progress }, panel),
      talk({ progress, asked, plan }, panel),
      ...plan.guardrails.filter(({ code }) => WARNINGS.includes(code)).map(({ text }) => el("p", { class: "my-note", role: "note", text })),
      planAgain(plan, panel),
      timeline(plan, panel),
      ahead("Projects", plan.projects.map(project)),
      ahead("Milestones", plan.milestones.map(({ due, text }) => el("li", {}, el("strong", { text: day(due) }), ` ${text}`))),
      ahead("Balance", plan.guardrails.filter(({ code }) => !WARNINGS.includes(code)).map(({ text }) => el("li", { text })), ""),
      changes(plan),
      trend(progress),
      progress && reminderForm(progress.reminders, panel),
      el("p", { class: "my-foot" }, el("button", { class: "button", type: "button", text: "Read the whole plan", on: { click: () => panel.show("documents", "plan") } })),
    ].filter(Boolean);
  },
};

function head(plan) {
  const share = plan.hours_planned ? Math.round((plan.hours_done / plan.hours_planned) * 100) : 0;
  const text = `${Math.round(plan.hours_done * 10) / 10} of ${hours(plan.hours_planned)} done`;
  return el("div", { class: "my-head" },
    el("p", { class: "my-standing" },
      el("strong", { text: `${shortDay(plan.starts)} to ${day(plan.ends)}, ${hours(plan.hours_per_week)} a week` }),
      el("span", { class: "quiet", text: `for ${plan.level[0].toUpperCase()}${plan.level.slice(1)}${plan.gaps.length ? `: ${plan.gaps.filter(({ top }) => top).map(({ name }) => name).join(", ")} first` : ""}` })),
    el("p", { class: "plan-progress" }, el("progress", { max: 100, value: share, "aria-label": text }), el("span", { class: "quiet", text })));
}

/** Hours planned and done, week by week, in numbers. */
function trend(progress) {
  const weeks = progress?.status.trend.filter((week) => week.done_so_far !== null) ?? [];
  if (!weeks.length || !weeks.some(({ done }) => done)) return null;
  const most = Math.max(1, ...weeks.flatMap(({ planned, done }) => [planned, done]));
  return el("section", { class: "my-section" }, el("h3", { text: "Hours so far" }),
    el("ul", { class: "demands" }, ...weeks.map(({ number, planned, done }) =>
      el("li", { class: "demand" },
        el("span", { text: `Week ${number}` }),
        el("meter", { min: 0, max: most, value: done, "aria-hidden": "true" }),
        el("span", { class: "quiet", text: `${hours(done)} of ${hours(planned)}` })))));
}

function timeline(plan, panel) {
  return el("section", { class: "my-section" }, el("h3", { text: "All weeks" }),
    el("ol", { class: "timeline" }, ...plan.weeks.map((week) => weekRow(week, panel))));
}

function project({ title, task, acceptance, due, hours: needed }) {
  return el("li", {}, el("details", { class: "my-fold", "data-key": `project-${title}` },
    el("summary", {}, title, el("span", { class: "quiet", text: ` by ${shortDay(due)}, ${hours(needed)}` })),
    el("p", { text: task }),
    el("p", { class: "field-label", text: "Done when" }),
    el("ul", { class: "my-list" }, ...acceptance.map((text) => el("li", { text })))));
}

function ahead(title, items, look = " plain") {
  if (!items.length) return null;
  return el("section", { class: "my-section" }, el("h3", { text: title }), el("ul", { class: `my-list${look}` }, ...items));
}

function changes({ version, changes: texts, notes }) {
  if (!texts.length && !notes.length) return null;
  return el("section", { class: "my-section" },
    texts.length ? el("h3", { text: `What version ${version} changed` }) : "",
    texts.length ? el("ul", { class: "my-list" }, ...texts.map((text) => el("li", { text }))) : "",
    notes.length ? el("h3", { text: "Good to know" }) : "",
    notes.length ? el("ul", { class: "my-list" }, ...notes.map((text) => el("li", { text }))) : "");
}

export function hours(number) {
  const rounded = Math.round(number * 10) / 10;
  return `${rounded.toLocaleString("en")} ${rounded === 1 ? "hour" : "hours"}`;
}
