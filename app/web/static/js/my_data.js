// The tab "My data": take everything along, or have everything deleted.

import { el } from "./dom.js";
import { api } from "./api.js";
import { mine } from "./my_api.js";
import { Outcome } from "./my_states.js";

const WORDS = "delete my data";

export const dataTab = {
  id: "data",
  label: "Data",
  what: "your data",
  load: () => Promise.resolve(),
  view: (_, panel) => [
    el("p", { class: "my-lead", text: "Your conversations, ratings and documents are kept on the server of this mentor and nowhere else. Only this browser can open them." }),
    el("section", { class: "my-section" },
      el("h3", { text: "Take everything with you" }),
      el("p", { text: "One zip with every record as JSON, and your conversations, profile and documents as Markdown." }),
      el("p", {}, el("a", { class: "button", href: api.exportAddress, download: "groundwork-export.zip", text: "Download everything" }))),
    el("section", { class: "my-section" },
      el("h3", { text: "The same mentor in Slack" }),
      el("p", { text: "If your team has the mentor in Slack, both can go on with the same records." }),
      el("p", {}, el("a", { class: "button", href: "/link", text: "Link with Slack" }))),
    el("section", { class: "my-section" },
      el("h3", { text: "Delete everything" }),
      el("p", { text: "Your conversations, ratings, postings, plan and documents are removed for good. This cannot be undone." }),
      form(panel)),
  ],
};

function form(panel) {
  const outcome = new Outcome();
  const input = el("input", { class: "text-input", id: "delete-words", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false" });
  const button = el("button", { class: "button button-danger", type: "submit", text: "Delete everything", disabled: true });
  const node = el("form", { class: "delete-form" },
    el("label", { class: "field-label", for: "delete-words" }, "To confirm, write ", el("strong", { text: WORDS })), input,
    el("div", { class: "reason-buttons" }, button), outcome.root);
  const confirmed = () => input.value.trim().toLowerCase() === WORDS;
  input.addEventListener("input", () => {
    button.disabled = !confirmed();
    node.toggleAttribute("data-editing", Boolean(input.value));
  });
  node.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!confirmed()) return;
    button.disabled = true;
    outcome.say("Deleting");
    try {
      panel.page.stopAll();
      await mine.forgetMe();
      panel.page.deleted();
    } catch (error) {
      button.disabled = false;
      outcome.refuse(error);
    }
  });
  return node;
}
