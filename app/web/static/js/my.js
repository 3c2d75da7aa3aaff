// The learner's own panel beside the conversation: its tabs, opening and closing, and keeping what it shows fresh.

import { announceState } from "./announce.js";
import { $, el } from "./dom.js";
import { assessmentTab } from "./my_assessment.js";
import { dataTab } from "./my_data.js";
import { documentsTab } from "./my_documents.js";
import { marketTab } from "./my_market.js";
import { planTab } from "./my_plan.js";
import { profileTab } from "./my_profile.js";
import { failed, loading } from "./my_states.js";

/** Each has `id`, `label`, `what` (it opens), `load(panel, signal)` and `view(found, panel)`, which returns nodes. */
const TABS = [assessmentTab, profileTab, marketTab, planTab, documentsTab, dataTab];
const WIDE = "(min-width: 75rem)";
const KEPT = "my-panel";

export class MyPanel {
  /** `page` has `send(text)`, which puts a message into the conversation, and `deleted()`. */
  constructor(page) {
    this.page = page;
    this.panel = $("my");
    this.body = $("my-body");
    this.from = null;
    this.tab = TABS[0];
    this.detail = "";
    this.level = "";
    this.tabs = TABS.map((tab) => this.tabButton(tab));
    $("my-tabs").replaceChildren(...this.tabs);
    $("my-close").addEventListener("click", () => this.close());
    matchMedia(WIDE).addEventListener("change", () => this.settle());
    const kept = recall();
    this.tab = TABS.find(({ id }) => id === kept.tab) || TABS[0];
    this.dismissed = kept.dismissed === true;
    this.wasOpen = kept.open === true;
  }

  /** As it was when the page was left, where it takes no room from the conversation. */
  restore() {
    if (this.wasOpen && this.isBeside) this.open(this.tab.id, "", null, { focus: false });
  }

  get isOpen() {
    return !this.panel.hidden;
  }

  get isBeside() {
    return matchMedia(WIDE).matches;
  }

  /** `detail` is which one of the tab's things; `from` gets the focus back on closing. */
  open(tab = this.tab.id, detail = "", from = null, { focus = true } = {}) {
    this.from = from;
    this.panel.hidden = false;
    document.body.classList.add("with-my");
    this.dismissed = false;
    this.settle();
    this.show(tab, detail);
    if (focus) this.tabs.find((button) => button.dataset.tab === this.tab.id).focus({ preventScroll: true });
  }

  close({ focus = true } = {}) {
    if (!this.isOpen) return;
    this.panel.hidden = true;
    document.body.classList.remove("with-my");
    this.dismissed = true;
    this.abort?.abort();
    this.settle();
    this.keep();
    if (focus && this.from?.isConnected) this.from.focus({ preventScroll: true });
  }

  /** Where the panel covers the conversation it is a dialog; where it stands beside, both stay in reach. */
  settle() {
    const covers = this.isOpen && !this.isBeside;
    for (const name of ["role", "aria-modal"]) this.panel.removeAttribute(name);
    if (covers) {
      this.panel.setAttribute("role", "dialog");
      this.panel.setAttribute("aria-modal", "true");
    }
    for (const button of document.querySelectorAll("[data-opens=my]")) button.setAttribute("aria-expanded", String(this.isOpen));
    if (document.body.classList.contains("drawer-open") || document.body.classList.contains("with-panel")) return;
    $("main").inert = covers;
    $("scrim").hidden = !covers;
  }

  show(id, detail = "") {
    this.tab = TABS.find((tab) => tab.id === id) || TABS[0];
    this.detail = detail;
    this.heard = []; // what the mentor answered here goes with the tab
    for (const button of this.tabs) {
      const chosen = button.dataset.tab === this.tab.id;
      button.setAttribute("aria-selected", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
      if (chosen) {
        this.body.setAttribute("aria-labelledby", button.id);
        button.scrollIntoView?.({ block: "nearest", inline: "nearest" });
      }
    }
    this.keep();
    this.body.replaceChildren(loading(this.tab.what));
    this.body.scrollTop = 0;
    return this.load();
  }

  /** After a turn, or when another window has written. What is being filled in stays until it is sent. */
  refresh() {
    if (!this.isOpen) return Promise.resolve();
    if (this.body.querySelector("[data-editing]")) {
      $("my-newer").hidden = false;
      return Promise.resolve();
    }
    return this.load();
  }

  /** Loads the tab and puts it in place, with what was folded open, scrolled to and focused as before. */
  async load() {
    this.abort?.abort();
    const abort = (this.abort = new AbortController());
    const tab = this.tab;
    this.body.setAttribute("aria-busy", "true");
    try {
      const found = await tab.load(this, abort.signal);
      if (abort.signal.aborted) return;
      this.put(tab.view(found, this));
    } catch (error) {
      if (abort.signal.aborted) return;
      this.body.replaceChildren(failed(error, () => this.show(tab.id, this.detail)));
    } finally {
      if (this.abort === abort) this.body.removeAttribute("aria-busy");
    }
  }

  /** Shows `found`, which an edit has just given, without asking the server again. */
  put(nodes) {
    $("my-newer").hidden = true;
    const open = new Set([...this.body.querySelectorAll("details[open][data-key]")].map((node) => node.dataset.key));
    const shut = new Set([...this.body.querySelectorAll("details:not([open])[data-key]")].map((node) => node.dataset.key));
    const focused = this.body.contains(document.activeElement) ? document.activeElement.closest("[data-key]")?.dataset.key : null;
    const top = this.body.scrollTop;
    this.body.replaceChildren(...[nodes].flat());
    for (const node of this.body.querySelectorAll("details[data-key]")) {
      if (open.has(node.dataset.key)) node.open = true;
      if (shut.has(node.dataset.key)) node.open = false;
    }
    this.body.scrollTop = top;
    if (focused) {
      const again = this.body.querySelector(`[data-key="${CSS.escape(focused)}"]`);
      (again?.tagName === "DETAILS" ? again.querySelector("summary") : again)?.focus({ preventScroll: true });
    }
  }

  /** A message that a button of the panel writes for the learner. */
  send(text) {
    if (!this.isBeside) this.close({ focus: false });
    this.page.send(text);
  }

  /** Something of the learner's was changed here; other windows and the conversation may want to know. */
  changed(text) {
    if (text) announceState(text);
    this.page.recordsChanged();
  }

  tabButton(tab) {
    const button = el("button", { class: "my-tab", type: "button", role: "tab", id: `my-tab-${tab.id}`, "data-tab": tab.id, "aria-controls": "my-body", text: tab.label });
    button.addEventListener("click", () => this.show(tab.id));
    button.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1, Home: -TABS.length, End: TABS.length }[event.key];
      if (!step) return;
      event.preventDefault();
      const here = TABS.indexOf(tab);
      const next = Math.abs(step) > 1 ? (step < 0 ? 0 : TABS.length - 1) : (here + step + TABS.length) % TABS.length;
      this.show(TABS[next].id);
      this.tabs[next].focus();
    });
    return button;
  }

  keep() {
    try {
      localStorage.setItem(KEPT, JSON.stringify({ open: this.isOpen, tab: this.tab.id, dismissed: this.dismissed }));
    } catch {
      // Without storage the panel begins closed.
    }
  }
}

/** For the next learner of this browser. */
export function forgetPanel() {
  try {
    localStorage.removeItem(KEPT);
  } catch {
    // Nothing was kept.
  }
}

function recall() {
  try {
    return JSON.parse(localStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
}
