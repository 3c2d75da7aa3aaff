// A document that the mentor has just written, as a card in the conversation.

import { el, icon } from "./dom.js";

export const TITLES = {
  assessment: "Skills assessment",
  plan: "Learning plan",
  roadmap: "Career roadmap",
  market: "Job market research",
};

/** `event` is a `document_ready`; a document that this page knows opens beside the conversation. */
export function documentCard(event, page) {
  const known = TITLES[event.name];
  const link = el("a", { class: "card-link", href: safeAddress(event.address), text: known || event.name });
  link.addEventListener("click", (click) => {
    if (!known || click.ctrlKey || click.metaKey || click.shiftKey) return;
    click.preventDefault();
    page.openMine("documents", event.name, link);
  });
  return el("div", { class: "block document-ready" },
    el("span", { class: "card-mark", "aria-hidden": "true" }, icon("doc")),
    el("div", { class: "card-words" },
      el("p", { class: "card-title" }, link),
      el("p", { class: "quiet", text: "Your document is ready. Read it here, or download it." })));
}

function safeAddress(address) {
  const url = new URL(address, location.origin);
  return ["http:", "https:"].includes(url.protocol) ? url.href : "#/";
}
