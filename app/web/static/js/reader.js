// A whole document on a page of its own, opened from a citation.

import { ApiError, api } from "./api.js";
import { el, serverHtml } from "./dom.js";
import { dated, reveal } from "./sources.js";

export async function showDocument(view, scroller, id, query) {
  const holder = el("div", { class: "reader" }, el("p", { class: "quiet", text: "Opening the document" }));
  view.replaceChildren(holder);
  try {
    const found = await api.document(id, query.get("passage"), query.get("quote"));
    const page = serverHtml(el("div", { class: "document", dir: "auto" }), found.html);
    holder.replaceChildren(
      el("p", { class: "reader-source" }, el("span", { class: "quiet", text: "Restates " }), found.source, found.date ? el("span", { class: "quiet", text: `, ${found.date}` }) : ""),
      page, dated(found));
    document.title = `${found.title} · Groundwork`;
    reveal(scroller, page);
  } catch (error) {
    const text = error instanceof ApiError && error.status === 404
      ? "There is no such document here any more."
      : "The document could not be opened. Check the connection and load the page again.";
    holder.replaceChildren(el("p", { text }), el("p", {}, el("a", { href: "#/", text: "To the start page" })));
  }
}
