// How far longer work has come: "4 of 15 skills" beside a bar.

import { el } from "./dom.js";

/** The line, and the same as a text; a label that says the numbers itself is not given them again. */
export function stepsOf({ step, of, label }) {
  const counted = `${step} of ${of}`;
  const text = label.includes(counted) ? label : `${label} (${counted})`;
  const line = el("p", { class: "steps-line" },
    el("progress", { max: Math.max(of, 1), value: Math.min(step, of), "aria-label": text }),
    el("span", { class: "steps-text", text }));
  return { line, text };
}
