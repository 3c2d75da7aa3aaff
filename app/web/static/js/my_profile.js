// The tab "Profile": each field with where it came from, all editable.

import { ApiError } from "./api.js";
import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome, day } from "./my_states.js";

const FIELDS = [
  ["target_level", "Target level", "level"],
  ["target_role", "Target role", "text", "AI infrastructure engineer"],
  ["hours_per_week", "Hours a week for learning", "number", "8"],
  ["current_job", "Your job now", "text", "Backend developer"],
  ["background", "Background", "long", "What you have studied and worked on"],
  ["location", "Where you live", "text", "Lisbon, Portugal"],
  ["time_zone", "Time zone", "text", "Europe/Lisbon"],
  ["budget", "Budget for learning", "text", "300 for half a year"],
  ["currency", "Currency", "text", "EUR"],
  ["preferences", "How you like to learn", "long", "Books rather than videos; mornings"],
];
const LEVELS = [["", "Not chosen"], ["junior", "Junior"], ["mid", "Mid"], ["senior", "Senior"], ["staff", "Staff"]];

export const profileTab = {
  id: "profile",
  label: "Profile",
  what: "your profile",
  load: (panel, signal) => mine.profile(signal),
  view(found, panel) {
    const told = Object.values(found.fields).some(Boolean);
    return [
      el("p", { class: "my-lead", text: told ? "What the mentor knows about you, and where it comes from. Change what is wrong; empty a field to take it back." : "The mentor learns this while you talk. You can also write it here; every field may stay empty." }),
      ...found.flags.map((text) => el("p", { class: "my-note", role: "note", text })),
      form(found, panel),
    ];
  },
};

function form(found, panel) {
  const inputs = new Map();
  const rows = FIELDS.map(([field, label, kind, example]) => {
    const known = found.fields[field];
    const id = `profile-${field}`;
    const value = known ? String(known.value) : "";
    const input = control(kind, { id, name: field, "data-key": id, "aria-describedby": `${id}-note`, placeholder: example }, value);
    const note = el("p", { class: "quiet field-note", id: `${id}-note` });
    note.replaceChildren(...origin(known));
    inputs.set(field, { input, note, value });
    return el("div", { class: "field" }, el("label", { class: "field-label", for: id, text: label }), input, note);
  });
  const outcome = new Outcome();
  const save = el("button", { class: "button button-main", type: "submit", text: "Save", disabled: true });
  const node = el("form", { class: "profile-form", novalidate: true }, ...rows, el("div", { class: "form-foot" }, save, outcome.root));
  const changes = () => Object.fromEntries([...inputs].filter(([, { input, value }]) => input.value.trim() !== value).map(([field, { input }]) => [field, input.value.trim() || null]));
  node.addEventListener("input", () => {
    const some = Object.keys(changes()).length > 0;
    save.disabled = !some;
    node.toggleAttribute("data-editing", some);
    outcome.clear();
  });
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    for (const { input } of inputs.values()) input.removeAttribute("aria-invalid");
    save.disabled = true;
    outcome.say("Saving");
    try {
      const saved = await mine.saveProfile(changes(), found.version);
      node.removeAttribute("data-editing");
      panel.put(profileTab.view(saved, panel));
      panel.body.querySelector(".form-foot .outcome-line")?.replaceChildren(el("p", { class: "quiet", text: "Saved." }));
      panel.changed("Your profile is saved.");
    } catch (error) {
      save.disabled = false;
      outcome.refuse(wordedFor(error, inputs), () => {
        node.removeAttribute("data-editing");
        panel.load();
      });
    }
  });
  return node;
}

/** A refusal that names a field is shown at that field, in the field's own name. */
function wordedFor(error, inputs) {
  const [field, text] = error instanceof ApiError ? error.message.split(/: (.*)/s, 2) : ["", ""];
  const at = inputs.get(field);
  if (!at) return error;
  at.input.setAttribute("aria-invalid", "true");
  at.input.focus();
  const label = FIELDS.find(([name]) => name === field)[1];
  return new ApiError(error.status, error.code, `${label}: ${text}`);
}

function control(kind, props, value) {
  if (kind === "level") return el("select", { ...props, class: "select" }, ...LEVELS.map(([id, text]) => el("option", { value: id, text, selected: id === value })));
  if (kind === "long") {
    const area = el("textarea", { ...props, class: "text-input", rows: "3", dir: "auto" });
    area.value = value;
    return area;
  }
  return el("input", { ...props, class: "text-input", type: "text", inputmode: kind === "number" ? "numeric" : null, value, dir: "auto", autocomplete: "off" });
}

function origin(known) {
  if (!known) return [];
  if (known.from === "form") return [`You wrote this here, ${day(known.at)}`];
  if (known.quote.trim() === String(known.value).trim()) return [`You said this, ${day(known.at)}`];
  const words = known.quote.length > 160 ? `${known.quote.slice(0, 160).replace(/\s+\S*$/, "")} …` : known.quote;
  return ["You said ", el("q", { text: words, dir: "auto" }), `, ${day(known.at)}`];
}
