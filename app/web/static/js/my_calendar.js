// The plan in a calendar program: a file, and an address to follow that can be taken back.

import { el, plural } from "./dom.js";
import { mine } from "./my_api.js";
import { Outcome } from "./my_states.js";

export function calendar({ feed, zone, note, entries }, panel) {
  const outcome = new Outcome();
  const box = el("div", {});
  const open = el("button", { class: "button", type: "button", text: feed ? "New address" : "Make an address to follow" });
  const close = el("button", { class: "button", type: "button", text: "Take the address back" });
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      const { address } = await mine.openFeed();
      box.replaceChildren(
        el("label", { class: "field-label", for: "feed-address", text: "Copy it now; it is shown only this once" }),
        el("input", { class: "text-input", id: "feed-address", type: "text", readonly: true, value: address }));
      box.querySelector("input").select();
      outcome.say(feed ? "The address before has stopped working." : "Whoever has it can read your calendar, until you take it back.");
    } catch (error) {
      outcome.refuse(error);
    }
    open.disabled = false;
  });
  close.addEventListener("click", async () => {
    close.disabled = true;
    try {
      await mine.closeFeed();
      await panel.load();
      panel.changed("The address has stopped working.");
    } catch (error) {
      close.disabled = false;
      outcome.refuse(error);
    }
  });
  return el("section", { class: "my-section" },
    el("h3", { text: "In your calendar" }),
    el("p", { text: `${plural(entries, "entry", "entries")}: study blocks and reviews, in the time zone ${zone}.` }),
    note ? el("p", { class: "my-note", role: "note", text: note }) : "",
    feed ? el("p", { class: "quiet", text: "An address to follow is open." }) : "",
    el("div", { class: "reason-buttons" }, el("a", { class: "button", href: "/api/calendar/plan.ics", download: true, text: "Download (.ics)" }), open, feed ? close : ""),
    box, outcome.root);
}
