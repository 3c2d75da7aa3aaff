// What can be done with a finished answer: copy it, say whether it helped and why not.

import { announceState } from "./announce.js";
import { api } from "./api.js";
import { el, icon } from "./dom.js";

const REASONS = ["Not correct", "Not what I asked", "The source does not say this", "Something is missing"];

export function actionsFor(turn) {
  const parts = [copyButton(turn)];
  if (turn.messageId) parts.push(...votes(turn));
  return parts;
}

function copyButton(turn) {
  const label = el("span", { text: "Copy" });
  const button = el("button", { class: "action", type: "button", "aria-label": "Copy the answer with its sources" }, icon("copy"), label);
  button.addEventListener("click", async () => {
    const copied = await copy(turn.asText());
    label.textContent = copied ? "Copied" : "Could not copy";
    button.firstChild.replaceWith(icon(copied ? "check" : "copy"));
    announceState(copied ? "Copied with its sources." : "The browser did not allow copying.");
    setTimeout(() => {
      label.textContent = "Copy";
      button.firstChild.replaceWith(icon("copy"));
    }, 2000);
  });
  return button;
}

/** The clipboard interface exists only on HTTPS and localhost; a team server on plain HTTP needs the old way. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = el("textarea", { class: "visually-hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    const before = document.activeElement;
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    before?.focus();
    return copied;
  }
}

function votes(turn) {
  const up = voteButton("up", "This answer helped");
  const down = voteButton("down", "This answer did not help");
  const said = el("span", { class: "quiet said" });
  const box = el("div", { class: "reason-place" });
  const show = () => {
    const vote = turn.feedback?.vote;
    up.setAttribute("aria-pressed", String(vote === "up"));
    down.setAttribute("aria-pressed", String(vote === "down"));
  };
  const send = async (vote, reason = "") => {
    const before = turn.feedback;
    turn.feedback = vote ? { vote, reason } : null;
    show();
    try {
      if (vote) await api.vote(turn.messageId, vote, reason);
      else await api.unvote(turn.messageId);
      said.textContent = !vote ? "" : reason ? "Thank you, noted." : vote === "up" ? "Thank you." : "";
      if (said.textContent) announceState(said.textContent);
    } catch (error) {
      turn.feedback = before;
      show();
      said.textContent = "Could not be saved. Try again.";
      announceState(said.textContent);
      if (error.name === "AbortError") throw error;
    }
  };
  up.addEventListener("click", () => {
    box.replaceChildren();
    send(turn.feedback?.vote === "up" ? null : "up");
  });
  down.addEventListener("click", () => {
    if (turn.feedback?.vote === "down") {
      box.replaceChildren();
      send(null);
      return;
    }
    send("down");
    const form = reasonForm((reason) => {
      box.replaceChildren();
      down.focus();
      if (reason) send("down", reason);
    });
    box.replaceChildren(form);
    form.querySelector("button").focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  });
  show();
  return [up, down, said, box];
}

function voteButton(vote, label) {
  return el("button", { class: "action action-icon", type: "button", "aria-label": label, title: label, "aria-pressed": "false" }, icon(vote));
}

function reasonForm(finish) {
  const area = el("textarea", { class: "reason-text", rows: "2", maxlength: "1000", "aria-label": "What was wrong, in your own words", placeholder: "In your own words (optional)" });
  const chosen = new Set();
  const chips = REASONS.map((text) => {
    const chip = el("button", { class: "chip", type: "button", text, "aria-pressed": "false" });
    chip.addEventListener("click", () => {
      if (!chosen.delete(text)) chosen.add(text);
      chip.setAttribute("aria-pressed", String(chosen.has(text)));
    });
    return el("li", {}, chip);
  });
  const form = el("form", { class: "reason", "aria-label": "What went wrong?" },
    el("p", { class: "reason-title", text: "What went wrong?" }),
    el("ul", { class: "chips" }, ...chips),
    area,
    el("div", { class: "reason-buttons" },
      el("button", { class: "button button-main", type: "submit", text: "Send" }),
      el("button", { class: "button", type: "button", text: "No reason", on: { click: () => finish("") } }),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    finish([...chosen, area.value.trim()].filter(Boolean).join("; "));
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    finish("");
  });
  return form;
}
