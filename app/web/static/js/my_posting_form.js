// Adding a posting: pasted, or as a file. What does not look like one is only kept when the learner insists.

import { ApiError } from "./api.js";
import { el } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome } from "./my_states.js";

const MOST = 40_000;
const KINDS = ".txt,.md,.html,.htm,.pdf";

export function postingForm(panel, open) {
  const outcome = new Outcome();
  const area = el("textarea", { class: "text-input", id: "posting-text", rows: "5", dir: "auto", "data-key": "posting-text" });
  const add = el("button", { class: "button button-main", type: "submit", text: "Add" });
  const file = el("input", { class: "visually-hidden", id: "posting-file", type: "file", accept: KINDS });
  const form = el("form", { class: "posting-form" },
    el("label", { class: "field-label", for: "posting-text", text: "The whole text of one posting" }), area,
    el("div", { class: "reason-buttons" }, add, file, el("label", { class: "button file-button", for: "posting-file", text: "Choose a file…" }), el("span", { class: "quiet", text: "text, HTML or PDF" })),
    outcome.root);

  const send = async (call) => {
    add.disabled = file.disabled = true;
    outcome.say("Reading the posting");
    try {
      told(await call(false));
    } catch (error) {
      refused(error, call);
    } finally {
      add.disabled = file.disabled = false;
    }
  };
  const told = async (added) => {
    form.removeAttribute("data-editing");
    area.value = "";
    await panel.load();
    const said = added.again
      ? "This very posting was here already; nothing was added."
      : `Added: ${added.posting.headline}.${added.unsure ? " It has few marks of a posting; look at what was read." : ""}`;
    panel.body.querySelector(".posting-form")?.closest("details")?.setAttribute("open", ""); // the next one is pasted here
    panel.body.querySelector(".posting-form .outcome-line")?.replaceChildren(el("p", { class: "quiet", text: said }));
    panel.changed(said);
  };
  const refused = (error, call) => {
    const doubtful = error instanceof ApiError && error.code === "not_a_posting";
    const insist = doubtful && el("button", { class: "button", type: "button", text: "Keep it all the same" });
    if (insist) insist.addEventListener("click", () => call(true).then(told, (again) => outcome.refuse(again)));
    outcome.refuse(error, null, insist || "");
  };

  area.addEventListener("paste", (event) => {
    const pasted = event.clipboardData?.getData("text/plain") ?? "";
    if (pasted.length <= MOST) return;
    event.preventDefault(); // a browser lays out megabytes for minutes
    outcome.say(`This has ${pasted.length.toLocaleString("en")} characters; a posting of up to ${MOST.toLocaleString("en")} can be read. Paste one posting at a time, without the rest of the page.`);
  });
  area.addEventListener("input", () => form.toggleAttribute("data-editing", Boolean(area.value.trim())));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = area.value.trim();
    if (!text) {
      outcome.say("Paste the text of a posting first.");
      area.focus();
      return;
    }
    send((sure) => mine.addPosting(text, sure));
  });
  file.addEventListener("change", () => {
    const [chosen] = file.files;
    if (!chosen) return;
    send((sure) => mine.addPostingFile(chosen, sure));
    file.value = "";
  });
  return open ? form : el("details", { class: "my-fold", "data-key": "posting-form" }, el("summary", { text: "Add a posting" }), form);
}
