// One rating: what was read, on which words, how sure; and the form that corrects it by picking a description.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome, day } from "./my_states.js";

const NAMES = ["None", "Basic", "Intermediate", "Advanced", "Expert"];

export function ratingRow(skill, panel) {
  const known = skill.rating !== null;
  const aim = skill.target === null ? "" : `target ${NAMES[skill.target]}`;
  const gap = known && skill.target !== null && skill.rating < skill.target;
  const row = el("details", { class: "rating", "data-key": `skill-${skill.skill}` },
    el("summary", {},
      el("span", { class: "rating-name", text: skill.name }),
      el("span", { class: "rating-value" }, known ? skill.label : "Not assessed", aim && el("span", { class: gap ? "rating-aim short" : "rating-aim", text: aim }))));
  row.append(about(skill, panel, row));
  return el("li", {}, row);
}

function about(skill, panel, row) {
  const change = el("button", { class: "button", type: "button", "data-key": `change-${skill.skill}`, text: skill.rating === null ? "Rate it yourself" : "Change this rating" });
  const box = el("div", { class: "rating-body" },
    skill.reason && el("p", { text: sentence(skill.reason) }),
    ...skill.evidence.filter(({ quote }) => quote).map((kept) => words(kept, skill)),
    skill.rating !== null && skill.confidence !== null && el("p", { class: "quiet", text: `How sure this reading is: ${Math.round(skill.confidence * 100)}%.` }),
    !skill.evidence.length && skill.rating === null && el("p", { class: "quiet", text: "Nothing has been said about it yet. That counts neither for nor against you." }),
    change);
  change.addEventListener("click", () => {
    const form = ratingForm(skill, panel, () => {
      form.replaceWith(change);
      change.focus();
    });
    change.replaceWith(form);
    form.querySelector("input:checked, input")?.focus();
  });
  row.addEventListener("toggle", () => {
    const form = row.open ? null : box.querySelector("form");
    if (form) form.replaceWith(change); // folded away, it is given up
  });
  return box;
}

function words({ quote, at, origin }, skill) {
  const picked = skill.anchors.includes(quote);
  const from = picked ? "The description you picked" : origin === "form" ? "You wrote here" : "You said";
  return el("blockquote", { class: "evidence" }, el("p", { text: quote, dir: "auto" }), el("footer", { class: "quiet", text: `${from}, ${day(at)}` }));
}

function ratingForm(skill, panel, cancel) {
  const outcome = new Outcome();
  const name = `anchor-${skill.skill}`;
  const why = el("textarea", { class: "reason-text", rows: "2", maxlength: "2000", placeholder: "For example: I moved our builds to multi-stage images", "aria-label": "What shows it, in your own words (optional)" });
  const save = el("button", { class: "button button-main", type: "submit", text: "Save" });
  const form = el("form", { class: "rating-form", "data-editing": true },
    el("fieldset", {},
      el("legend", { text: `Which comes nearest to you in ${skill.name}?` }),
      ...skill.anchors.map((text, rating) =>
        el("label", { class: "anchor" },
          el("input", { type: "radio", name, value: rating, checked: rating === skill.rating, required: true }),
          el("span", {}, el("strong", { text: `${rating} ${NAMES[rating]}` }), el("span", { class: "anchor-text", text }))))),
    el("p", { class: "field-label", text: "What shows it? (optional)" }), why,
    el("div", { class: "reason-buttons" }, save, el("button", { class: "button", type: "button", text: "Cancel", on: { click: cancel } })),
    outcome.root);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    outcome.say("Saving");
    try {
      const rating = Number(new FormData(form).get(name));
      await mine.rate(skill.skill, rating, why.value.trim());
      form.removeAttribute("data-editing");
      await panel.load();
      panel.changed(`${skill.name} is now ${NAMES[rating]}.`);
      panel.body.querySelector(`[data-key="skill-${CSS.escape(skill.skill)}"] summary`)?.focus();
    } catch (error) {
      save.disabled = false;
      outcome.refuse(error, () => panel.load());
    }
  });
  return form;
}

function sentence(text) {
  const trimmed = text.trim();
  return trimmed[0].toUpperCase() + trimmed.slice(1) + (/[.!?]$/.test(trimmed) ? "" : ".");
}
