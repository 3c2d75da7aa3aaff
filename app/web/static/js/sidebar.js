// The list of conversations; a drawer where the page is narrow.

import { ApiError, api } from "./api.js";
import { askForTitle, confirmDelete } from "./dialogs.js";
import { $, el, icon } from "./dom.js";

export class Sidebar {
  /** `page` has `remove(id)` and `renamed(id, title)`, `complain(error)`. */
  constructor(page) {
    this.page = page;
    this.list = $("conversation-list");
    this.conversations = [];
    this.current = null;
    this.running = new Set();
    $("open-sidebar").addEventListener("click", () => this.open());
    $("close-sidebar").addEventListener("click", () => this.close());
    $("scrim").addEventListener("click", () => this.close());
    this.list.addEventListener("click", (event) => event.target.closest("a") && this.close({ focus: false }));
    matchMedia("(min-width: 60rem)").addEventListener("change", () => this.close({ focus: false }));
    this.settle();
  }

  get isDrawer() {
    return !matchMedia("(min-width: 60rem)").matches;
  }

  get isOpen() {
    return document.body.classList.contains("drawer-open");
  }

  open() {
    document.body.classList.add("drawer-open");
    this.settle();
    $("close-sidebar").focus();
  }

  close({ focus = true } = {}) {
    const wasOpen = this.isOpen;
    document.body.classList.remove("drawer-open");
    this.settle();
    if (wasOpen && focus) $("open-sidebar").focus();
  }

  /** While the drawer is open the rest is out of reach; while it is closed the drawer is. */
  settle() {
    const open = this.isDrawer && this.isOpen;
    $("sidebar").inert = this.isDrawer && !open;
    $("main").inert = open;
    $("scrim").hidden = !open;
    $("open-sidebar").setAttribute("aria-expanded", String(open));
  }

  async refresh() {
    try {
      this.conversations = await api.conversations();
    } catch (error) {
      if (error instanceof ApiError) this.page.complain(error);
    }
    this.draw();
  }

  show(current, running) {
    this.current = current;
    this.running = running;
    this.draw();
  }

  draw() {
    const shown = this.conversations.filter(({ id, messages }) => messages !== 0 || id === this.current);
    const opened = this.list.querySelector("[data-open]")?.dataset.id;
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    if (!shown.length) {
      this.list.replaceChildren(el("p", { class: "quiet list-empty", text: "Your conversations will be listed here." }));
      return;
    }
    const groups = new Map();
    for (const conversation of shown) {
      const name = period(conversation.updated_at);
      groups.set(name, [...(groups.get(name) || []), conversation]);
    }
    this.list.replaceChildren(
      ...[...groups].map(([name, conversations]) =>
        el("section", { "aria-label": name },
          el("h2", { class: "list-period", text: name }),
          el("ul", {}, ...conversations.map((conversation) => this.row(conversation, conversation.id === opened))))),
    );
    if (focused) this.list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  row({ id, title }, opened) {
    const name = title || "New conversation";
    const current = id === this.current;
    const row = el("li", { class: `conversation${current ? " current" : ""}`, "data-id": id, "data-open": opened });
    const tools = el("div", { class: "row-tools", hidden: !opened },
      el("button", { class: "text-button", type: "button", text: "Rename", on: { click: () => this.rename(id, name) } }),
      el("button", { class: "text-button danger", type: "button", text: "Delete", on: { click: () => this.remove(id, name) } }),
    );
    const more = el("button", { class: "icon-button row-more", type: "button", "data-key": `more-${id}`, "aria-label": `Rename or delete: ${name}`, "aria-expanded": String(opened) }, icon("more"));
    more.addEventListener("click", () => {
      const open = !("open" in row.dataset);
      row.toggleAttribute("data-open", open);
      tools.hidden = !open;
      more.setAttribute("aria-expanded", String(open));
    });
    row.append(
      el("div", { class: "row" },
        el("a", { href: `#/c/${encodeURIComponent(id)}`, "data-key": id, "aria-current": current ? "page" : null, title: name },
          this.running.has(id) && el("span", { class: "running-dot", title: "Being answered" }),
          el("span", { class: "row-title", text: name, dir: "auto" })),
        more),
      tools);
    return row;
  }

  async rename(id, current) {
    const title = await askForTitle(current);
    if (!title || title === current) return;
    try {
      await api.renameConversation(id, title);
    } catch (error) {
      this.page.complain(error);
      return;
    }
    this.page.renamed(id, title);
    await this.refresh();
  }

  async remove(id, title) {
    if (!(await confirmDelete(title))) return;
    try {
      await api.deleteConversation(id);
    } catch (error) {
      if (error.status !== 404) {
        this.page.complain(error);
        return;
      }
    }
    this.conversations = this.conversations.filter((conversation) => conversation.id !== id);
    this.page.removed(id);
    this.draw();
  }
}

function period(when) {
  const date = new Date(typeof when === "number" && when < 1e12 ? when * 1000 : when);
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  if (Number.isNaN(date.getTime()) || date >= today) return "Today";
  return today - date < 6 * 86_400_000 ? "Last 7 days" : "Earlier";
}
