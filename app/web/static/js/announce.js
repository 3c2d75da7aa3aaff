// What a screen reader hears: whole sentences once each, and changes of state. Never single words of a stream.

import { $, el } from "./dom.js";

export function announceSentence(text) {
  $("live-answer").append(el("p", { text }));
}

export function clearSentences() {
  $("live-answer").replaceChildren();
}

export function announceState(text) {
  const region = $("live-state");
  if (region.textContent !== text) region.textContent = text;
}
