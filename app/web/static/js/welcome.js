// The empty page: what the mentor does, what it does not do, and questions to begin with.

import { el, icon } from "./dom.js";

const STARTS = [
  ["Assess my skills", "About a dozen questions; your ratings grow beside them."],
  ["Make my learning plan", "Six months in weeks that fit your hours."],
];

export function welcome(suggestions, ask) {
  const list = el("ul", { class: "openers", "aria-label": "Questions to begin with" },
    ...suggestions.slice(0, 6).map((text) =>
      el("li", {}, el("button", { class: "opener", type: "button", on: { click: () => ask(text) } }, el("span", { text }), icon("ask")))));
  return el("section", { class: "welcome", "aria-labelledby": "welcome-title" },
    el("h2", { id: "welcome-title", text: "A mentor for careers in AI infrastructure" }),
    el("p", { class: "welcome-lead", text: "It answers questions about roles, skills, pay and ways in, shows the passage behind every sentence, and says so when its sources do not cover what you ask instead of guessing." }),
    el("h3", { class: "openers-head", text: "Work out where you stand" }),
    el("ul", { class: "starts", "aria-label": "Work to begin" },
      ...STARTS.map(([text, about]) =>
        el("li", {}, el("button", { class: "start", type: "button", on: { click: () => ask(text) } }, el("strong", { text }), el("span", { class: "quiet", text: about }))))),
    suggestions.length ? el("h3", { class: "openers-head", text: "Or ask" }) : "",
    suggestions.length ? list : "");
}
