// Small questions of the page itself: rename, delete. One native dialog, which holds focus and closes on Esc.

import { $, el } from "./dom.js";

/** Resolves to the answer of the chosen button; null when closed without choosing. */
function open(title, body, buttons) {
  const dialog = $("dialog");
  return new Promise((resolve) => {
    let answer = null;
    const choose = (value) => {
      answer = value;
      dialog.close();
    };
    const form = el("form", { method: "dialog" },
      el("h2", { id: "dialog-title", text: title }), ...body,
      el("div", { class: "dialog-buttons" },
        ...buttons.map(({ text, value, main, danger, type = "button" }) =>
          el("button", { class: `button${main ? " button-main" : ""}${danger ? " button-danger" : ""}`, type, text,
            on: type === "submit" ? {} : { click: () => choose(value()) } })),
      ),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const main = buttons.find((button) => button.type === "submit");
      if (main) choose(main.value());
    });
    dialog.replaceChildren(form);
    dialog.addEventListener("close", () => resolve(answer), { once: true });
    dialog.showModal();
  });
}

export function askForTitle(current) {
  const input = el("input", { class: "text-input", type: "text", maxlength: "120", "aria-label": "Title", value: current, required: true });
  const answer = open("Rename the conversation", [input], [
    { text: "Cancel", value: () => null },
    { text: "Rename", main: true, type: "submit", value: () => input.value.trim() || null },
  ]);
  input.focus();
  input.select();
  return answer;
}

export function confirmDelete(title) {
  return open("Delete this conversation?", [el("p", { text: `“${title}” and its answers will be removed for good.` })], [
    { text: "Keep it", value: () => false },
    { text: "Delete", danger: true, value: () => true },
  ]);
}
