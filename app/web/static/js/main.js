// The page as a whole: which conversation is on screen, and what happens between its parts.

import { announceState } from "./announce.js";
import { ApiError, Unreachable, api } from "./api.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { $, calmMotion, el } from "./dom.js";
import { health } from "./health.js";
import { MyPanel, forgetPanel } from "./my.js";
import { busyNotice, errorNotice, notice, offlineNotice, startingNotice } from "./notice.js";
import { showDocument } from "./reader.js";
import { remind } from "./remind.js";
import { Sidebar } from "./sidebar.js";
import { SourcePanel } from "./sources.js";
import { otherTabs } from "./tabs.js";
import { wireTheme } from "./theme.js";
import { welcome } from "./welcome.js";

/** Conversations that have been opened since the page was loaded; one that is being answered goes on out of sight. */
const opened = new Map();
let current = null;
let held = null;
let suggestions = [];
let wasLost = false;

const page = {
  ask,
  openSource: (turn, citation, from) => {
    setMineAside();
    panel.open(turn, citation, from);
  },
  openMine(tab, detail, from) {
    panel.close({ focus: false });
    my.open(tab, detail, from);
  },
  send: (text) => ask(text),
  recordsChanged: () => otherTabs.tell({ records: true }),
  stopAll() {
    for (const conversation of opened.values()) conversation.stop();
  },
  deleted() {
    opened.clear();
    forgetPanel();
    otherTabs.tell({ deleted: true });
    location.hash = "#/";
    location.reload();
  },
  changed(conversation) {
    if (conversation.id) opened.set(conversation.id, conversation);
    if (conversation === current && conversation.id) rewriteAddress(`#/c/${encodeURIComponent(conversation.id)}`);
    drawState();
    if (!conversation.live || conversation.live.turnId) sidebar.refresh();
  },
  renamed(id, title) {
    const conversation = opened.get(id);
    if (conversation) conversation.title = title;
    drawState();
  },
  removed(id) {
    opened.get(id)?.stop();
    opened.delete(id);
    if (current?.id === id) location.hash = "#/";
  },
  complain(error) {
    notice("request", errorNotice("That did not work", error.message));
  },
};

const panel = new SourcePanel(() => my.settle());
const my = new MyPanel(page);
const sidebar = new Sidebar(page);
const composer = new Composer({ send: ask, stop: () => current?.stop() });

/** `answersTo` is the id of the mentor's question when one of its replies was picked. */
async function ask(text, answersTo = "") {
  const conversation = (current ??= new Conversation(null, page));
  if (conversation.live) {
    composer.giveBack(text);
    return;
  }
  notice("request", null);
  if (!health.open) {
    hold(text, answersTo);
    return;
  }
  if (composer.text === text) composer.put("");
  if (!conversation.root.isConnected) $("view").replaceChildren(conversation.root);
  if (matchMedia("(pointer: coarse)").matches) composer.box.blur();
  else composer.focus();
  const answering = conversation.ask(text, answersTo);
  conversation.live?.turn.root.scrollIntoView({ block: "start", behavior: calmMotion() ? "auto" : "smooth" });
  try {
    await answering;
  } catch (error) {
    refused(conversation, text, error);
    return;
  }
  otherTabs.tell({ conversation: conversation.id, records: true });
  afterTurn(conversation);
}

/** The panel follows what was said; the first step of an interview opens it where there is room. */
function afterTurn(conversation) {
  const interviewed = conversation === current && conversation.turns.at(-1)?.interviewing;
  if (interviewed && my.isBeside && !my.isOpen && !my.dismissed && !panel.isOpen) my.open("assessment", "", null, { focus: false });
  else my.refresh();
}

/** One thing stands beside the conversation at a time; the learner's panel comes back when the source is closed. */
function setMineAside() {
  if (!my.isBeside) my.close({ focus: false });
}

async function heard({ conversation, records, deleted }) {
  if (deleted) location.reload();
  if (records) my.refresh();
  if (!conversation) return;
  sidebar.refresh();
  if (current?.id === conversation && !current.live) {
    await current.load().catch(() => {}); // what is on screen is right, only not the newest
    drawState();
  }
}

/** A question written before the mentor is ready is asked once it is; one written offline waits in the box. */
function hold(text, answersTo) {
  composer.put(text);
  if (health.state.reachable) held = { text, answersTo };
  drawHealth();
}

function refused(conversation, text, error) {
  if (conversation === current && !conversation.turns.length) showWelcome();
  composer.giveBack(text);
  const retry = () => ask(composer.text || text);
  if (error instanceof Unreachable) health.lost();
  else if (error.code === "busy" || error.status === 429) notice("request", busyNotice(error.message, retry));
  else if (error.status === 404) {
    opened.delete(conversation.id);
    notice("request", errorNotice("This conversation is no longer there", "Your question is kept in the box; ask it in a new conversation."));
    location.hash = "#/";
  } else if (error instanceof ApiError) notice("request", errorNotice("The question was not taken", error.message, error.status >= 500 || error.status === 409 ? retry : null));
  if (conversation === current) composer.focus();
}

function drawState() {
  composer.setAnswering(Boolean(current?.live), Boolean(current?.waitsForAnswer));
  const running = new Set([...opened.values()].filter(({ live }) => live).map(({ id }) => id));
  sidebar.show(current?.id ?? null, running);
  const title = current?.title || current?.turns[0]?.question || "";
  document.title = title ? `${title.slice(0, 80)} · Groundwork` : "Groundwork";
  $("page-title").textContent = title || "Groundwork";
}

function drawHealth() {
  const { reachable, ready, parts } = health.state;
  const recovered = reachable && wasLost;
  wasLost = !reachable;
  notice("offline", reachable ? null : offlineNotice(() => health.probe()));
  notice("starting", reachable && !ready ? startingNotice(parts, held) : null);
  composer.refresh();
  if (recovered && !suggestions.length) loadSuggestions();
  if (health.open && held) {
    const { text, answersTo } = held;
    held = null;
    if (composer.text === text && !current?.live) ask(text, answersTo);
  }
}

async function loadSuggestions() {
  try {
    suggestions = await api.suggestions();
  } catch (error) {
    if (error instanceof Unreachable) health.lost();
    return;
  }
  if (suggestions.length && $("welcome-title") && !current?.turns.length) showWelcome();
}

function rewriteAddress(hash) {
  if (location.hash !== hash) history.replaceState(null, "", hash);
}

function showWelcome() {
  $("view").replaceChildren(welcome(suggestions, ask));
}

async function route() {
  const [path, query = ""] = location.hash.slice(1).split("?", 2);
  const [, kind, id] = path.split("/");
  if (location.hash && !path.startsWith("/")) return;
  panel.close({ focus: false });
  document.body.classList.toggle("reading", kind === "d");
  if (kind === "d" && id) {
    current = null;
    drawState();
    await showDocument($("view"), $("scroll"), decodeURIComponent(id), new URLSearchParams(location.hash.split("?").slice(1).join("?")));
  } else if (kind === "c" && id) {
    await showConversation(decodeURIComponent(id));
  } else {
    current = null;
    drawState();
    showWelcome();
    $("scroll").scrollTop = 0;
    if (!matchMedia("(pointer: coarse)").matches) composer.focus();
  }
}

async function showConversation(id) {
  if (current?.id === id && current.root.isConnected) return;
  const conversation = opened.get(id)?.live ? opened.get(id) : new Conversation(id, page);
  current = conversation;
  opened.set(id, conversation);
  drawState();
  if (!conversation.live) {
    $("view").replaceChildren(el("p", { class: "quiet loading", text: "Opening the conversation" }));
    try {
      await conversation.load();
    } catch (error) {
      if (current !== conversation) return;
      opened.delete(id);
      showMissing(id, error);
      return;
    }
    if (current !== conversation) return;
  }
  $("view").replaceChildren(conversation.root);
  if (!conversation.turns.length) showWelcome();
  drawState();
  const last = conversation.turns.at(-1);
  if (conversation.turns.length > 1) last.root.scrollIntoView({ block: "start" });
  else $("scroll").scrollTop = 0;
  announceState(`Conversation opened: ${conversation.title || "untitled"}`);
}

function showMissing(id, error) {
  const gone = error instanceof ApiError && error.status === 404;
  if (error instanceof Unreachable) health.lost();
  const retry = el("button", { class: "button", type: "button", text: "Try again", on: { click: () => showConversation(id) } });
  $("view").replaceChildren(
    el("section", { class: "welcome" },
      el("h2", { text: gone ? "This conversation is not here" : "The conversation could not be opened" }),
      el("p", { class: "welcome-lead", text: gone ? "It was deleted, or it belongs to another browser." : error.message }),
      gone ? el("p", {}, el("a", { href: "#/", text: "Start a new one" })) : retry));
  current = gone ? null : current;
}

/** The button opens the panel, and closes it again where it stands beside. */
function openMine(tab, from) {
  sidebar.close({ focus: false });
  if (my.isOpen && !tab) my.close();
  else page.openMine(tab, "", from);
}

function newConversation() {
  sidebar.close({ focus: false });
  notice("request", null);
  if (location.hash === "#/" || !location.hash) route();
  else location.hash = "#/";
  composer.focus();
}

function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || ["TEXTAREA", "INPUT", "SELECT"].includes(target.tagName));
}

addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  if (event.key === "/" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (panel.isOpen && $("main").inert) panel.close({ focus: false });
    if (my.isOpen && $("main").inert) my.close({ focus: false });
    composer.focus();
  } else if (event.key === "Escape") {
    if (sidebar.isOpen) sidebar.close();
    else if (panel.isOpen) panel.close();
    else if (my.isOpen && (!my.isBeside || $("my").contains(event.target))) my.close();
    else current?.stop();
  }
});

async function start() {
  wireTheme($("theme"));
  $("scrim").addEventListener("click", () => {
    sidebar.close();
    if (my.isOpen && !my.isBeside) my.close();
  });
  $("new-conversation").addEventListener("click", newConversation);
  $("new-conversation-top").addEventListener("click", newConversation);
  for (const [id, tab] of [["open-my"], ["open-my-top"], ["your-data", "data"]]) $(id).addEventListener("click", () => openMine(tab, $(id)));
  $("my-newest").addEventListener("click", () => my.load());
  otherTabs.listen(heard);
  $("skip").addEventListener("click", (event) => {
    event.preventDefault();
    composer.focus();
  });
  health.onChange(drawHealth);
  composer.box.addEventListener("input", () => {
    if (!held || composer.text === held.text) return;
    held = null; // a question that is being changed is not asked behind the learner's back
    drawHealth();
  });
  addEventListener("hashchange", route);
  try {
    await api.me(); // makes the learner's cookie before anything is read or written with it
  } catch (error) {
    if (error instanceof Unreachable) health.lost();
    else page.complain(error);
  }
  health.probe();
  my.restore();
  await Promise.all([route(), sidebar.refresh(), loadSuggestions(), remind(my)]);
  document.documentElement.dataset.started = "";
}

start();
