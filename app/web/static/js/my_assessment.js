// The tab "Assessment": the chart, what to work on first, and each rating with its words.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { chart } from "./my_chart.js";
import { ratingRow } from "./my_rating.js";
import { day, empty } from "./my_states.js";

const LEVELS = { junior: "Junior", mid: "Mid", senior: "Senior", staff: "Staff" };
const GROUPS = [["matrix", "Technical skills"], ["ml", "ML knowledge"], ["soft", "Soft skills"], ["further", "Further topics"]];
const VERDICTS = { ready: "Ready", nearly: "Nearly ready", not_yet: "Not yet", unknown: "Too little is assessed to tell" };
const FIRST = 3;

export const assessmentTab = {
  id: "assessment",
  label: "Assessment",
  what: "your assessment",
  load: (panel, signal) => mine.assessment(panel.level, signal),
  view(found, panel) {
    if (!found.skills.some((skill) => skill.rating !== null || skill.evidence.length)) return nothingYet(found, panel);
    return [
      head(found, panel),
      chart(found),
      readiness(found),
      gaps(found),
      ...GROUPS.map(([group, title]) => ratings(found, group, title, panel)),
      history(found),
      el("p", { class: "my-foot" }, el("button", { class: "button", type: "button", text: "Read the whole assessment", on: { click: () => panel.show("documents", "assessment") } })),
    ].filter(Boolean);
  },
};

function nothingYet(found, panel) {
  if (found.started_at) return el("div", { class: "my-empty" }, el("h3", { text: "Your assessment has begun" }), el("p", { text: "Your first rating appears here as soon as you have answered." }));
  return empty(
    "Where do you stand?",
    "Write “assess my skills” to begin: about a dozen questions, and you can stop and come back at any time.",
    "Assess my skills",
    (text) => panel.send(text));
}

function head(found, panel) {
  const known = found.skills.filter((skill) => skill.rating !== null).length;
  const choice = el("select", { id: "my-level", class: "select", "data-key": "level" },
    ...Object.entries(LEVELS).map(([value, text]) => el("option", { value, text, selected: value === found.level })));
  choice.addEventListener("change", () => {
    panel.level = choice.value;
    panel.load();
  });
  return el("div", { class: "my-head" },
    el("p", { class: "my-standing" },
      el("strong", { text: found.confirmed_at ? `Confirmed by you on ${day(found.confirmed_at)}` : "Not confirmed by you yet" }),
      el("span", { class: "quiet", text: `${known} of ${found.skills.length} skills rated` })),
    el("p", { class: "my-compare" }, el("label", { for: "my-level", text: "Compared with" }), choice));
}

function readiness(found) {
  if (!found.readiness) return null;
  return section(`Readiness for ${LEVELS[found.level]}`,
    el("p", { class: "verdict", text: VERDICTS[found.readiness.verdict] }),
    el("ul", { class: "my-list" }, ...found.readiness.reasons.map((text) => el("li", { text }))));
}

function gaps(found) {
  if (!found.gaps.length) return null;
  const items = found.gaps.map((gap) => el("li", {}, el("strong", { text: gap.name }), ` ${gap.reasons.join(" ")}`));
  const more = items.slice(FIRST);
  return section("What to work on first",
    el("ol", { class: "my-list my-gaps" }, ...items.slice(0, FIRST)),
    more.length ? el("details", { "data-key": "gaps" },
      el("summary", { text: `${more.length} more` }), el("ol", { class: "my-list my-gaps", start: FIRST + 1 }, ...more)) : "");
}

function ratings(found, group, title, panel) {
  const rows = found.skills.filter((skill) => skill.group === group);
  if (!rows.length) return null;
  return section(title, el("ul", { class: "ratings" }, ...rows.map((skill) => ratingRow(skill, panel))));
}

function history(found) {
  if (found.history.length < 2 && !found.changes.length) return null;
  const items = found.history.toReversed().map((version) => el("li", {},
    el("strong", { text: `Version ${version.version}, ${day(version.confirmed_at)}` }),
    version.changes.length ? el("ul", { class: "my-list" }, ...version.changes.map((text) => el("li", { text }))) : ""));
  return section("What changed",
    found.changes.length && !found.confirmed_at ? el("ul", { class: "my-list" }, ...found.changes.map((text) => el("li", { text }))) : "",
    items.length ? el("ul", { class: "my-list" }, ...items) : "");
}

function section(title, ...parts) {
  return el("section", { class: "my-section" }, el("h3", { text: title }), ...parts);
}
