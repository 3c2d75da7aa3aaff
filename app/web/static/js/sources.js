// The source beside the answer: the document, scrolled to the passage, the very words marked.

import { announceState } from "./announce.js";
import { ApiError, api } from "./api.js";
import { $, calmMotion, el, sectionPath, serverHtml } from "./dom.js";

const cache = new Map();

export class SourcePanel {
  /** `closed` is called when the panel has gone. */
  constructor(closed = () => {}) {
    this.closed = closed;
    this.panel = $("panel");
    this.from = null;
    $("panel-close").addEventListener("click", () => this.close());
    $("panel-prev").addEventListener("click", () => this.step(-1));
    $("panel-next").addEventListener("click", () => this.step(1));
    $("scrim").addEventListener("click", () => this.close());
    matchMedia("(min-width: 75rem)").addEventListener("change", () => this.settle());
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  /** `from` gets the focus back on closing. */
  open(turn, citation, from) {
    this.turn = turn;
    this.from = from;
    this.panel.hidden = false;
    document.body.classList.add("with-panel");
    this.settle();
    this.show(citation);
    $("panel-title").focus({ preventScroll: true });
  }

  close({ focus = true } = {}) {
    if (!this.isOpen) return;
    this.panel.hidden = true;
    document.body.classList.remove("with-panel");
    this.settle();
    this.mark(null);
    this.closed();
    if (focus && this.from?.isConnected) this.from.focus({ preventScroll: true });
  }

  /** Where the panel covers the answer it is a dialog; where it stands beside, the answer stays in reach. */
  settle() {
    const covers = this.isOpen && !matchMedia("(min-width: 75rem)").matches;
    if (covers) {
      this.panel.setAttribute("role", "dialog");
      this.panel.setAttribute("aria-modal", "true");
    } else {
      this.panel.removeAttribute("role");
      this.panel.removeAttribute("aria-modal");
    }
    if (!document.body.classList.contains("drawer-open")) {
      $("main").inert = covers;
      $("scrim").hidden = !covers;
    }
  }

  step(by) {
    const all = [...this.turn.citations.values()].sort((a, b) => a.number - b.number);
    const next = all[all.findIndex(({ number }) => number === this.citation.number) + by];
    if (next) this.show(next);
  }

  async show(citation) {
    this.citation = citation;
    this.mark(citation.number);
    const numbers = [...this.turn.citations.keys()].sort((a, b) => a - b);
    const place = numbers.indexOf(citation.number);
    $("panel-prev").disabled = place <= 0;
    $("panel-next").disabled = place >= numbers.length - 1;
    $("panel-number").textContent = citation.number;
    $("panel-title").replaceChildren(el("span", { class: "visually-hidden", text: `Source ${citation.number}: ` }), citation.document_title);
    $("panel-source").textContent = citation.source;
    $("panel-section").textContent = sectionPath(citation.section, citation.document_title);
    $("panel-open").href = readerAddress(citation);
    const body = $("panel-body");
    const quote = el("blockquote", { class: "quote", dir: "auto" }, el("mark", { text: citation.text }));
    body.replaceChildren(quote, el("p", { class: "quiet loading-document", text: "Opening the document" }));
    try {
      const found = await load(citation);
      if (this.citation !== citation) return;
      const page = serverHtml(el("div", { class: "document", dir: "auto" }), found.html);
      body.replaceChildren(page, dated(found));
      if (!page.querySelector("mark")) body.prepend(quote);
      reveal(body, page);
    } catch (error) {
      if (this.citation !== citation) return;
      const missing = error instanceof ApiError && error.status === 404;
      const text = missing
        ? "The document has been changed or removed since this answer was written. These are the words that were quoted."
        : "The document could not be opened just now. These are the quoted words.";
      body.replaceChildren(quote, el("p", { class: "quiet", text }),
        missing ? "" : el("button", { class: "button", type: "button", text: "Try again", on: { click: () => this.show(citation) } }));
      announceState(text);
    }
  }

  mark(number) {
    for (const marked of document.querySelectorAll(".cite.open")) marked.classList.remove("open");
    if (number === null) return;
    for (const cite of this.turn.root.querySelectorAll(`.cite[data-number="${number}"]`)) cite.classList.add("open");
  }
}

export function readerAddress({ document: id, passage_id: passage, text }) {
  return `#/d/${encodeURIComponent(id)}?${new URLSearchParams({ passage, quote: text })}`;
}

export function dated(found) {
  return el("p", { class: "document-foot quiet", text: found.date ? `${found.source}, ${found.date}` : found.source });
}

/** Scrolls the scroller so that the marked words stand a third down, in view with what leads to them. */
export function reveal(scroller, page) {
  const target = page.querySelector("mark") || page.querySelector("#passage");
  if (!target) return;
  const top = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
  scroller.scrollTo({ top: Math.max(0, top - scroller.clientHeight / 3), behavior: calmMotion() ? "auto" : "smooth" });
}

async function load(citation) {
  const key = JSON.stringify([citation.document, citation.passage_id, citation.text]);
  if (!cache.has(key)) {
    cache.set(key, api.document(citation.document, citation.passage_id, citation.text));
    cache.get(key).catch(() => cache.delete(key));
  }
  return cache.get(key);
}
