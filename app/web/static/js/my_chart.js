// The drawing of ratings against targets, in the colours of the page. The list below it says the same in words.

import { el } from "./dom.js";

export function chart(found) {
  const aimed = found.skills.filter((skill) => skill.rating !== null && skill.target !== null);
  const met = aimed.filter((skill) => skill.rating >= skill.target).length;
  const level = found.level[0].toUpperCase() + found.level.slice(1);
  const alt = `Chart of your ratings against the targets for ${level}: ${met} of ${aimed.length} rated skills are at or above their target. The same is listed below.`;
  // The size that app/documents/rating_chart.py draws, so that nothing below it moves when it arrives.
  const size = { width: 384, height: Math.round(96 * (0.74 + 0.25 * found.skills.length)) };
  const image = el("img", { class: "chart", alt, ...size, "data-level": found.level, "data-state": found.skills.map(({ rating }) => rating ?? "-").join("") });
  image.addEventListener("error", () => image.replaceWith(el("p", { class: "quiet", text: "The chart could not be drawn; the ratings below are complete." })));
  paint(image);
  return el("figure", { class: "chart-frame" }, image);
}

/** The address changes with the ratings, so that the browser never shows an older drawing. */
function paint(image) {
  const { level, state } = image.dataset;
  const address = `/api/assessment/chart.svg?${new URLSearchParams({ level, theme: theme(), state })}`;
  if (image.getAttribute("src") !== address) image.src = address;
}

function theme() {
  return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function repaint() {
  for (const image of document.querySelectorAll("img.chart")) paint(image);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-theme"] });
