// Correcting what was read from a posting: its words stay, the fields become the learner's.

import { ApiError } from "./api.js";
import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome } from "./my_states.js";

const LEVELS = { unknown: "Not stated", intern: "Intern", junior: "Junior", mid: "Mid", senior: "Senior", staff: "Staff", lead: "Lead", manager: "Manager" };
const WAYS = { unknown: "Not stated", remote: "Remote", hybrid: "Hybrid", onsite: "On site" };
const PERIODS = { year: "a year", month: "a month", week: "a week", day: "a day", hour: "an hour" };
const ASKED = { must: "Must have", nice: "Nice to have", not: "Not asked for" };

/** A button that opens the form in its place. */
export function postingEdit(posting, known, panel) {
  const open = el("button", { class: "button", type: "button", text: "Correct it", "aria-label": `Correct ${posting.headline}`, "data-key": `correct-${posting.id}` });
  const box = el("div", { class: "posting-edit" }, open);
  open.addEventListener("click", () => {
    const form = editForm(posting, known, panel, () => {
      form.replaceWith(open);
      open.focus();
    });
    open.replaceWith(form);
    form.querySelector("input").focus();
  });
  return box;
}

function editForm(posting, known, panel, cancel) {
  const outcome = new Outcome();
  const id = (name) => `edit-${posting.id}-${name}`;
  const line = (name, value, more = {}) => el("input", { id: id(name), class: "text-input", type: "text", dir: "auto", autocomplete: "off", value, ...more });
  const title = line("title", posting.title, { maxlength: 300 });
  const company = line("company", posting.company, { maxlength: 300 });
  const places = line("places", posting.locations.join("; "), { "aria-describedby": id("places-note") });
  const way = choice(id("remote"), WAYS, posting.remote);
  const level = choice(id("level"), LEVELS, posting.seniority);
  const years = line("years", posting.years_min ?? "", { class: "text-input short", inputmode: "numeric" });
  const pays = payRows(posting, id);
  const skills = skillRows(posting, known, id);
  const save = el("button", { class: "button button-main", type: "submit", text: "Save" });
  const field = (name, label, input, note) => el("div", { class: "field" }, el("label", { class: "field-label", for: id(name), text: label }), input, note);
  const form = el("form", { class: "posting-edit-form", "data-editing": true, novalidate: true, "aria-label": `Correct ${posting.headline}` },
    field("title", "Job title", title), field("company", "Company", company),
    field("places", "Places", places, el("p", { class: "quiet field-note", id: id("places-note"), text: "Several are parted by a semicolon." })),
    field("remote", "Way of working", way), field("level", "Level", level), field("years", "Least years of experience", years),
    pays.root, skills.root,
    el("div", { class: "reason-buttons" }, save, el("button", { class: "button", type: "button", text: "Cancel", on: { click: cancel } })),
    outcome.root);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    const wrong = [years, ...pays.inputs()].find((input) => Number.isNaN(number(input.value)));
    if (wrong) {
      wrong.setAttribute("aria-invalid", "true");
      wrong.focus();
      outcome.say("Write this as a number, such as 45000, or leave it empty.");
      return;
    }
    save.disabled = true;
    outcome.say("Saving");
    try {
      await mine.correctPosting(posting.id, {
        title: title.value.trim(), company: company.value.trim(),
        locations: places.value.split(";").map((each) => each.trim()).filter(Boolean),
        remote: way.value, seniority: level.value, years_min: number(years.value),
        ...(posting.years_max !== null && number(years.value) > posting.years_max ? { years_max: null } : {}),
        salaries: pays.read(), skills: skills.read(),
      });
      form.removeAttribute("data-editing");
      await panel.load();
      panel.changed("The posting is corrected.");
      panel.body.querySelector(`[data-key="correct-${CSS.escape(posting.id)}"]`)?.focus({ preventScroll: true });
    } catch (error) {
      save.disabled = false;
      outcome.refuse(worded(error), () => panel.load());
    }
  });
  return form;
}

function choice(id, options, chosen) {
  return el("select", { id, class: "select" }, ...Object.entries(options).map(([value, text]) => el("option", { value, text, selected: value === chosen })));
}

/** Null for an empty field, NaN for what is no number; "45.000", "45,000" and "45 000" are one. */
function number(text) {
  const bare = String(text).trim().replaceAll(/[\s'’]|[.,](?=\d{3}(?:\D|$))/g, "").replace(",", ".");
  return bare ? Number(bare) : null;
}

function payRows(posting, id) {
  const rows = [];
  const list = el("div", { class: "pay-rows" });
  const add = (salary) => {
    const at = rows.length;
    const label = (text) => (at ? `${text}, range ${at + 1}` : text);
    const input = (name, value, text) => el("input", { id: id(`${name}-${at}`), class: "text-input short", type: "text", inputmode: "decimal", value: value ?? "", "aria-label": label(text) });
    const row = {
      salary,
      min: input("min", salary?.min, "Pay from"), max: input("max", salary?.max, "Pay up to"),
      currency: el("input", { id: id(`currency-${at}`), class: "text-input short", type: "text", maxlength: 3, value: salary?.currency ?? "", placeholder: "EUR", "aria-label": label("Currency") }),
      period: choice(id(`period-${at}`), PERIODS, salary?.period ?? "year"),
    };
    row.period.setAttribute("aria-label", label("Unit of time"));
    rows.push(row);
    list.append(el("div", { class: "pay-row" }, row.min, el("span", { class: "quiet", text: "to" }), row.max, row.currency, row.period));
  };
  for (const salary of posting.salaries.length ? posting.salaries : [null]) add(salary);
  const more = el("button", { class: "text-button", type: "button", text: "Another range", on: { click: () => {
    add(null);
    rows.at(-1).min.focus();
  } } });
  return {
    root: el("fieldset", { class: "field" }, el("legend", { class: "field-label", text: "Pay" }), list, more,
      el("p", { class: "quiet field-note", text: "Leave both figures empty where no pay is stated." })),
    inputs: () => rows.flatMap(({ min, max }) => [min, max]),
    read: () => rows.filter(({ min, max }) => min.value.trim() || max.value.trim()).map((row) => {
      const [min, max] = [number(row.min.value), number(row.max.value)];
      const [currency, period] = [row.currency.value.trim().toUpperCase(), row.period.value];
      const old = row.salary;
      const same = old && old.min === min && old.max === max && old.currency === currency && old.period === period;
      return same ? old : { min, max, currency, period, quote: "", note: old?.note ?? "" };
    }),
  };
}

function skillRows(posting, known, id) {
  const rows = new Map();
  const list = el("div", { class: "skill-rows" });
  const add = (skill, name, asked, quote) => {
    const select = choice(id(`skill-${skill}`), ASKED, asked);
    rows.set(skill, { select, quote });
    list.append(el("div", { class: "skill-row" }, el("label", { for: select.id, text: name }), select));
    return select;
  };
  for (const { skill, name, required, quote } of posting.skills) add(skill, name, required ? "must" : "nice", quote);
  const more = el("select", { id: id("skill-more"), class: "select", "aria-label": "Add a skill" }, el("option", { value: "", text: "Add a skill…" }),
    ...known.filter(({ skill }) => !rows.has(skill)).map(({ skill, name }) => el("option", { value: skill, text: name })));
  more.addEventListener("change", () => {
    const option = more.selectedOptions[0];
    if (!option.value) return;
    add(option.value, option.textContent, "must", "");
    option.remove();
    more.value = "";
  });
  return {
    root: el("fieldset", { class: "field" }, el("legend", { class: "field-label", text: "Skills" }), list, more),
    read: () => [...rows].filter(([, { select }]) => select.value !== "not")
      .map(([skill, { select, quote }]) => ({ skill, required: select.value === "must", quote })),
  };
}

/** The server names the field as the record does. */
function worded(error) {
  if (!(error instanceof ApiError)) return error;
  const at = error.message.match(/(?:^|: )(salaries|years_min|years_max|title|company|locations)\b/);
  if (!at) return error;
  const text = {
    salaries: "Pay: give the currency by its three letters, such as EUR, and figures above zero, the lower one first.",
    years_min: "Years of experience: a whole number from 0 to 40.",
    years_max: "Years of experience: a whole number from 0 to 40.",
    title: "Job title: this is too long.", company: "Company: this is too long.", locations: "Places: these are too many.",
  }[at[1]];
  return new ApiError(error.status, error.code, text);
}
