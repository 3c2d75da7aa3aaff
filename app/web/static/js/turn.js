// One question and its answer, built from the turn's events: the same for a live stream and for a stored message.

import { actionsFor } from "./actions.js";
import { announceSentence, announceState } from "./announce.js";
import { documentCard } from "./document_card.js";
import { el, icon, keepWithLastWord, ordinal, plain, plural, sectionPath, serverHtml } from "./dom.js";
import { Replies } from "./replies.js";
import { stepsOf } from "./steps.js";

const DECLINED = {
  not_covered: "The sources do not cover this",
  out_of_scope: "Outside what this mentor does",
  instructions: "A question about the mentor itself",
  private: "Private",
  unsafe: "Not something this mentor helps with",
};
const SOURCES_AT_ONCE = 5;
const ENDINGS = {
  stopped: "Stopped here. What stands above was checked; the rest was not written.",
  interrupted: "This answer was cut short before it was finished.",
  lost: "The connection was lost before the answer was finished.",
  failed: "The answer could not be finished.",
};

export class Turn {
  /** `page` has `ask(text, answersTo)`, `openSource(turn, citation, from)` and `openMine(tab, name, from)`. */
  constructor(question, page) {
    this.question = question;
    this.page = page;
    this.live = false;
    this.ended = false;
    this.messageId = null;
    this.sentences = [];
    this.citations = new Map();
    this.block = null;
    this.replies = null;
    this.heading = el("h2", { class: `question${question.length > 140 ? " question-long" : ""}`, text: question, dir: "auto" });
    this.status = el("p", { class: "working", hidden: true });
    this.answer = el("div", { class: "answer" });
    this.steps = el("div", { class: "steps", hidden: true });
    this.outcome = el("div", { class: "outcome" });
    this.sources = el("section", { class: "sources", "aria-label": "Sources of this answer", hidden: true });
    this.actions = el("div", { class: "actions" });
    this.followups = el("div", { class: "followups" });
    this.root = el("article", { class: "turn", "aria-label": `Question: ${question.slice(0, 120)}` },
      this.heading, this.answer, this.steps, this.status, this.outcome, this.sources, this.actions, this.followups);
  }

  begin() {
    this.live = true;
    this.root.setAttribute("aria-busy", "true");
    this.showStatus("Reading your question");
  }

  apply(event) {
    const handler = {
      status: () => this.onStatus(event),
      progress: () => this.onProgress(event),
      sentence: () => this.onSentence(event),
      question: () => this.onQuestion(event),
      declined: () => this.onDeclined(event),
      document_ready: () => this.onDocument(event),
      failed: () => this.onFailed(event),
      done: () => this.onDone(event),
    }[event.type];
    if (handler) handler(); // an event of a later version of the server is passed over
  }

  onStatus(event) {
    if (event.position === null || event.position === undefined) return this.showStatus(event.text);
    const place = event.position === 0 ? "You are next in line" : `You are ${ordinal(event.position + 1)} in line`;
    this.showStatus(place, "The mentor answers one question at a time.");
    if (this.live) announceState(place);
  }

  showStatus(text, detail = "") {
    if (!this.live || this.ended) return;
    this.status.hidden = false;
    this.status.replaceChildren(
      el("span", { class: "working-mark", "aria-hidden": "true" }),
      el("span", { class: "working-text", text }),
      detail && el("span", { class: "quiet", text: ` ${detail}` }),
    );
  }

  onSentence(event) {
    const style = event.style || "text";
    const words = serverHtml(el("span", { class: "words" }), event.html || "");
    if (!event.html) words.textContent = event.text;
    const sentence = el("span", { class: "sentence", dir: "auto" }, words);
    if (event.citations?.length) keepWithLastWord(words, this.markers(event.citations));
    if (this.live) sentence.classList.add("fresh");
    this.blockFor(style).append(style === "bullet" ? el("li", {}, sentence) : sentence, " ");
    this.sentences.push({ style, text: event.text, quoted: event.quoted, numbers: (event.citations || []).map((c) => c.number) });
    if (this.live) announceSentence(plain(event.text));
  }

  /** Sentences of one style that follow each other share a paragraph, a list or a note. */
  blockFor(style) {
    if (this.block?.dataset.style === style && style !== "heading") return this.block;
    const tag = { bullet: "ul", heading: "h3" }[style] || "p";
    this.block = el(tag, { class: `block block-${style}`, "data-style": style, role: style === "note" ? "note" : null });
    this.answer.append(this.block);
    return this.block;
  }

  markers(citations) {
    const group = el("span", { class: "cites" });
    for (const citation of citations) {
      if (!this.citations.has(citation.number)) this.citations.set(citation.number, citation);
      group.append(
        el("button", {
          class: "cite",
          type: "button",
          text: String(citation.number),
          title: `${citation.source} · ${sectionPath(citation.section)}`,
          "aria-label": `Source ${citation.number}: ${citation.document_title}`,
          "data-number": citation.number,
          on: { click: (click) => this.page.openSource(this, citation, click.currentTarget) },
        }),
      );
    }
    return group;
  }

  /** Once the answer has ended, so that nothing moves under the sentences while they come. */
  showSources() {
    if (!this.citations.size) return;
    const entries = [...this.citations.values()].sort((a, b) => a.number - b.number);
    const works = new Set(entries.map((citation) => citation.source)).size;
    const count = `${plural(entries.length, "passage", "passages")} from ${plural(works, "source", "sources")}`;
    const list = el("ol", { class: "source-list" });
    const folded = entries.length > SOURCES_AT_ONCE + 1;
    for (const [place, citation] of entries.entries()) {
      list.append(
        el("li", { value: citation.number, hidden: folded && place >= SOURCES_AT_ONCE },
          el("button", { class: "source", type: "button", on: { click: (click) => this.page.openSource(this, citation, click.currentTarget) } },
            el("span", { class: "source-number", text: String(citation.number) }),
            el("span", { class: "source-words" },
              el("span", { class: "source-title", text: citation.source }),
              el("span", { class: "source-section", text: sectionPath(citation.section) }),
            ),
          ),
        ),
      );
    }
    this.sources.replaceChildren(el("h3", { class: "sources-head" }, "Sources", el("span", { class: "quiet", text: count })), list);
    if (folded) this.sources.append(this.unfold(list, entries.length));
    this.sources.hidden = false;
  }

  unfold(list, count) {
    const more = el("button", { class: "text-button sources-more", type: "button", text: `Show all ${count}` });
    more.addEventListener("click", () => {
      const hidden = [...list.children].filter((item) => item.hidden);
      for (const item of hidden) item.hidden = false;
      more.remove();
      hidden[0].querySelector("button").focus();
    });
    return more;
  }

  /** How far longer work has come; it stays beside a question of that work and goes when the work is done. */
  onProgress(event) {
    const { line, text } = stepsOf(event);
    this.progressed = true;
    this.steps.replaceChildren(line);
    this.steps.hidden = !this.live;
    this.showStatus(text);
  }

  onQuestion(event) {
    this.block = null;
    this.replies = new Replies(event, (text) => this.page.ask(text, event.id || ""));
    const words = serverHtml(el("div", { class: "asked", id: this.replies.labelId, dir: "auto" }), event.html || "");
    if (!event.html) words.textContent = event.text;
    this.answer.append(words, this.replies.root);
    this.sentences.push({ style: "text", text: event.text, numbers: [] });
    if (this.live) announceSentence(plain(event.text));
    if (this.live && this.replies.count) announceState(`${plural(this.replies.count, "answer", "answers")} to pick from, or write your own.`);
  }

  /** Whether this turn is a step of longer work that goes on with the learner's answer. */
  get interviewing() {
    return Boolean(this.progressed && this.replies);
  }

  /** An older question can no longer be answered by a click. */
  showReplies(open, picked) {
    this.replies?.show(open, picked);
  }

  onDeclined(event) {
    this.block = null;
    const words = serverHtml(el("div", { class: "declined-words", dir: "auto" }), event.html || "");
    if (!event.html) words.textContent = event.text;
    const box = el("div", { class: "declined" }, el("p", { class: "declined-kind", text: DECLINED[event.kind] || "Not answered" }), words);
    if (event.offers?.length) box.append(el("p", { class: "quiet", text: "What the sources do answer:" }), this.choices(event.offers, "Questions the sources answer"));
    this.answer.append(box);
    this.declined = true;
    this.sentences.push({ style: "text", text: event.text, numbers: [] });
    if (this.live) announceSentence(plain(event.text));
  }

  choices(texts, label) {
    if (!texts.length) return "";
    return el("ul", { class: "chips", "aria-label": label },
      ...texts.map((text) => el("li", {}, el("button", { class: "chip", type: "button", text, on: { click: () => this.page.ask(text) } }))));
  }

  onDocument(event) {
    this.block = null;
    this.answer.append(documentCard(event, this.page));
  }

  onFailed(event) {
    if (event.code === "cancelled" || this.stopAsked) this.end("stopped");
    else this.end(event.code === "busy" ? "busy" : "failed", event.message);
  }

  onDone(event) {
    if (event.message_id) this.messageId = event.message_id;
    if (event.suggestions?.length) {
      this.followups.replaceChildren(
        el("h3", { class: "followups-head", text: "Ask next" }),
        el("ul", {}, ...event.suggestions.map((text) =>
          el("li", {}, el("button", { class: "followup", type: "button", on: { click: () => this.page.ask(text) } }, icon("ask"), el("span", { text }))))),
      );
    }
    this.end("complete");
  }

  /** The last word on this turn: complete, stopped, interrupted, lost, busy or failed. Later calls change nothing. */
  end(state, message = "") {
    if (this.ended) return;
    const wasLive = this.live;
    this.ended = true;
    this.live = false;
    this.state = state;
    this.status.hidden = true;
    this.steps.hidden = !this.interviewing;
    this.root.removeAttribute("aria-busy");
    this.root.dataset.state = state;
    this.showSources();
    if (state !== "complete") {
      const text = message || ENDINGS[state] || ENDINGS.failed;
      this.outcome.replaceChildren(
        el("div", { class: `ending ending-${state}` },
          el("p", { text: this.sentences.length || state !== "stopped" ? text : "Stopped before anything was written." }),
          el("button", { class: "button", type: "button", on: { click: () => this.page.ask(this.question) } }, icon("again"), "Ask again"),
        ),
      );
      if (wasLive) announceState(text);
    } else if (wasLive) {
      announceState("The answer is complete.");
    }
    this.actions.replaceChildren(...(this.sentences.length ? actionsFor(this) : []));
  }

  /** A stored answer that is still being written, by another tab or by a server that is just noticing that we left. */
  pending() {
    this.live = true;
    this.showStatus("This answer is still being written");
    this.live = false;
  }

  /** The answer as plain text, with numbered sources. */
  asText() {
    const lines = [];
    for (const { style, text, numbers } of this.sentences) {
      const words = plain(text) + numbers.map((number) => ` [${number}]`).join("");
      if (style === "bullet") lines.push(`- ${words}`);
      else lines.push(words);
    }
    const sources = [...this.citations.values()].sort((a, b) => a.number - b.number)
      .map((citation) => `[${citation.number}] ${citation.source}: ${sectionPath(citation.section)}`);
    return [this.question, "", ...lines, ...(sources.length ? ["", "Sources", ...sources] : [])].join("\n");
  }
}
