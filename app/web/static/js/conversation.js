// One conversation: its turns, loading them, and the turn being answered. It goes on while another one is on screen.

import { clearSentences } from "./announce.js";
import { ApiError, Unreachable, api } from "./api.js";
import { el, serverHtml } from "./dom.js";
import { readEvents } from "./sse.js";
import { Turn } from "./turn.js";

export class Conversation {
  /** `page` has `ask`, `openSource`, `openMine`, `changed(conversation)`. `id` is null until the first question is sent. */
  constructor(id, page) {
    this.id = id;
    this.page = page;
    this.title = "";
    this.turns = [];
    this.live = null;
    this.root = el("div", { class: "turns" });
  }

  async load() {
    const stored = await api.conversation(this.id);
    if (this.live) return; // meanwhile something was asked here, which is newer
    this.title = stored.title;
    this.turns = turnsOf(stored.messages, this.page);
    this.root.replaceChildren(...this.turns.map((turn) => turn.root));
    this.markLatest();
    if (stored.messages.at(-1)?.state === "running" || this.turns.at(-1)?.waiting) this.pollSoon();
  }

  pollSoon() {
    clearTimeout(this.poll);
    this.poll = setTimeout(() => {
      if (this.live || !this.root.isConnected) return;
      this.load().catch(() => this.pollSoon());
    }, 1500);
  }

  /**
   * Sends a message and shows its answer as it comes. Throws when the server did not take it.
   * `answersTo` is the id of the mentor's question when a reply was picked.
   */
  async ask(text, answersTo = "") {
    if (this.live) return;
    const live = { turn: new Turn(text, this.page), abort: new AbortController(), turnId: null };
    this.live = live;
    const { turn } = live;
    turn.begin();
    clearSentences();
    this.turns.push(turn);
    this.root.append(turn.root);
    this.markLatest();
    this.page.changed(this);
    try {
      if (!this.id) {
        const made = await api.createConversation();
        this.id = made.id;
        this.title = made.title;
        this.page.changed(this);
      }
      const response = await api.ask(this.id, text, answersTo, live.abort.signal);
      await this.follow(live, response);
    } catch (error) {
      if (error.name === "AbortError") turn.end("stopped");
      else if (!live.turnId && (error instanceof ApiError || error instanceof Unreachable)) {
        this.turns.pop();
        turn.root.remove();
        this.markLatest();
        throw error;
      } else turn.end("lost");
    } finally {
      clearTimeout(live.stopTimer);
      this.live = null;
      this.markLatest();
      this.page.changed(this);
    }
  }

  async follow(live, response) {
    for await (const { type, data } of readEvents(response)) {
      if (type === "turn") {
        live.turnId = data.turn_id;
        live.turn.messageId = data.message_id || null;
        this.page.changed(this);
        if (live.turn.stopAsked) this.stop();
      } else {
        live.turn.apply({ type, ...data });
      }
      if (live.turn.ended) return;
    }
    live.turn.end(live.turn.stopAsked ? "stopped" : "lost");
  }

  stop() {
    const { live } = this;
    if (!live) return;
    live.turn.stopAsked = true;
    live.turn.showStatus("Stopping");
    // Closing the connection ends the turn too; it is the way out when the server does not confirm.
    live.stopTimer ??= setTimeout(() => live.abort.abort(), 3000);
    if (live.turnId) api.stop(live.turnId).catch(() => live.abort.abort());
  }

  markLatest() {
    this.turns.forEach((turn, place) => {
      turn.root.classList.toggle("latest", place === this.turns.length - 1);
      turn.showReplies(place === this.turns.length - 1, this.turns[place + 1]?.question ?? "");
    });
  }

  /** Whether the mentor has asked and waits for the answer. */
  get waitsForAnswer() {
    return !this.live && Boolean(this.turns.at(-1)?.replies);
  }
}

function turnsOf(messages, page) {
  const turns = [];
  for (const message of messages) {
    if (message.role === "learner") {
      turns.push(new Turn(message.text, page));
      continue;
    }
    let turn = turns.at(-1);
    if (!turn || turn.ended || turn.waiting) turns.push((turn = new Turn("", page)));
    restore(turn, message);
  }
  for (const turn of turns) if (!turn.ended && !turn.waiting) turn.end("interrupted");
  return turns;
}

function restore(turn, message) {
  turn.messageId = message.id;
  turn.feedback = message.feedback;
  const last = { stopped: "stopped", interrupted: "interrupted", failed: "failed" }[message.state];
  for (const event of message.events || []) {
    if (last && ["done", "failed"].includes(event.type)) {
      if (event.type === "failed") turn.end(last, last === "stopped" ? "" : event.message);
      continue;
    }
    turn.apply(event);
  }
  if (!turn.answer.childElementCount && message.html) {
    turn.answer.append(serverHtml(el("div", { class: "block" }), message.html));
    turn.sentences.push({ style: "text", text: message.text, numbers: [] });
  }
  if (message.state === "running") {
    turn.waiting = true;
    turn.pending();
  } else turn.end(last || "complete");
}
