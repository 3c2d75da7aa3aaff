// The tab "Market": the learner's postings, what they ask for, and the way in for new ones.

import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { postingEdit } from "./my_posting_edit.js";
import { postingForm } from "./my_posting_form.js";
import { Outcome } from "./my_states.js";

const MOST_ASKED = 10;

export const marketTab = {
  id: "market",
  label: "Market",
  what: "your postings",
  load: async (panel, signal) => {
    const [kept, market] = await Promise.all([mine.postings(signal), mine.market(signal)]);
    return { ...kept, market };
  },
  view(found, panel) {
    const some = found.postings.length > 0;
    return [
      some
        ? el("p", { class: "my-lead", text: found.summary })
        : el("div", { class: "my-empty" },
          el("h3", { text: "What do employers ask of you?" }),
          el("p", { text: "Paste a job posting below, or choose its file, and it is read into a table; ten show a market." })),
      postingForm(panel, !some),
      some && postings(found, panel),
      some && asked(found),
      found.market.counted.length > 0 && el("p", { class: "my-foot" },
        el("button", { class: "button", type: "button", text: "Read the market report", on: { click: () => panel.show("documents", "market") } })),
    ].filter(Boolean);
  },
};

function postings(found, panel) {
  const rows = found.postings.map((posting) => rowsOf(posting, panel, found.known)).flat();
  return el("section", { class: "my-section" }, el("h3", { id: "postings-title", text: "Your postings" }),
    el("table", { class: "postings", "aria-labelledby": "postings-title" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col", text: "Posting" }), el("th", { scope: "col", text: "Level" }), el("th", { scope: "col", text: "Pay" }))),
      el("tbody", {}, ...rows)));
}

function rowsOf(posting, panel, known) {
  const id = `posting-${posting.id}`;
  const more = el("button", { class: "posting-name", type: "button", "aria-expanded": "false", "aria-controls": id, "data-key": id, dir: "auto", text: posting.headline });
  const detail = el("tr", { class: "posting-detail", id, hidden: true }, el("td", { colspan: 3 }, details(posting, panel, known)));
  const unfold = (open) => {
    detail.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    panel.unfolded = open ? posting.id : "";
  };
  more.addEventListener("click", () => unfold(detail.hidden));
  if (panel.unfolded === posting.id) unfold(true); // as it was before the list was loaded anew
  const notes = [posting.place, posting.duplicate_of && "seen before, counted once", posting.warnings.length && "look twice"].filter(Boolean);
  return [
    el("tr", { class: "posting" },
      el("th", { scope: "row" }, more, el("span", { class: "quiet", text: notes.join(" · ") })),
      el("td", { text: posting.level }),
      el("td", { class: "pay", text: posting.pay })),
    detail,
  ];
}

function details(posting, panel, known) {
  const skills = (required) => posting.skills.filter((skill) => skill.required === required).map(({ name }) => name).join(", ");
  const facts = [["Must have", skills(true) || "nothing named"], ["Nice to have", skills(false)], ["Experience", posting.experience], ["Against your ratings", posting.fit]];
  return el("div", { class: "posting-body" },
    el("dl", { class: "facts" }, ...facts.filter(([, text]) => text).map(([name, text]) => el("div", {}, el("dt", { text: name }), el("dd", { text })))),
    ...posting.warnings.map(({ text, quote }) => el("p", { class: "my-note", role: "note" }, text, quote ? el("q", { text: quote }) : "")),
    el("div", { class: "posting-tools" }, postingEdit(posting, known, panel), remover(posting, panel)));
}

function remover(posting, panel) {
  const outcome = new Outcome();
  const box = el("div", { class: "reason-buttons" });
  const ask = el("button", { class: "button", type: "button", text: "Remove", "aria-label": `Remove ${posting.headline}` });
  const sure = el("button", { class: "button button-danger", type: "button", text: "Remove it" });
  const keep = el("button", { class: "button", type: "button", text: "Keep it" });
  ask.addEventListener("click", () => {
    box.replaceChildren(sure, keep);
    keep.focus();
  });
  keep.addEventListener("click", () => {
    box.replaceChildren(ask);
    ask.focus();
  });
  sure.addEventListener("click", async () => {
    sure.disabled = true;
    try {
      await mine.removePosting(posting.id);
    } catch (error) {
      if (error.status !== 404) { // gone already is as good
        sure.disabled = false;
        outcome.refuse(error, () => panel.load());
        return;
      }
    }
    await panel.load();
    panel.changed("The posting is removed.");
    panel.body.focus();
  });
  box.append(ask);
  return el("div", {}, box, outcome.root);
}

function asked({ market }) {
  if (!market.requirements.length) return null;
  const rows = market.requirements.slice(0, MOST_ASKED).map(({ name, required_by: must, preferred_by: nice }) => {
    return el("li", { class: "demand" },
      el("span", { text: name }),
      el("meter", { min: 0, max: market.counted.length, value: must.length + nice.length, "aria-hidden": "true" }),
      el("span", { class: "quiet", text: `${must.length + nice.length} of ${market.counted.length}${must.length ? `, must in ${must.length}` : ""}` }));
  });
  return el("section", { class: "my-section" }, el("h3", { text: "Asked for most" }), el("ul", { class: "demands" }, ...rows));
}
