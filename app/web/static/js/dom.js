// Making elements. Text is always set as text; `serverHtml` is the only place where markup is parsed.

export const $ = (id) => document.getElementById(id);

/** An element; `props` may hold `class`, `text`, `on` (listeners) and any attribute. False and null are left out. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") node.className = value;
    else if (name === "text") node.textContent = value;
    else if (name === "on") for (const [type, listener] of Object.entries(value)) node.addEventListener(type, listener);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** Fills `node` with markup that the server has rendered and sanitised. Links leave in a new tab. */
export function serverHtml(node, html) {
  node.innerHTML = html;
  for (const link of node.querySelectorAll("a[href]")) {
    if (link.getAttribute("href").startsWith("#")) continue;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return node;
}

export function calmMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function ordinal(number) {
  const tail = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${number}${["th", "st", "nd", "rd"][tail] || "th"}`;
}

export function plural(count, one, many) {
  return `${count} ${count === 1 ? one : many}`;
}

/** The heading path for reading; without its first part where that is the document's `title`, which stands beside it. */
export function sectionPath(section, title = "") {
  const parts = section.split(" > ");
  const repeats = parts.length > 1 && parts[0].toLowerCase() === title.toLowerCase();
  return parts.slice(repeats ? 1 : 0).join(" › ");
}

/** A sentence without its inline Markdown, for copying and for reading aloud. */
export function plain(text) {
  return text.replaceAll(/(\*{1,2}|`)(?=\S)(.+?)(?<=\S)\1/g, "$2");
}

/** The last word of `words` and what follows it, kept on one line: a reference number never begins a line. */
export function keepWithLastWord(words, follower) {
  const texts = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  let last = null;
  while (texts.nextNode()) if (texts.currentNode.data.trim()) last = texts.currentNode;
  const tail = el("span", { class: "tail" });
  if (last?.parentNode === words || last?.parentNode?.tagName === "P") {
    const end = last.data.trimEnd();
    const start = end.search(/\S{1,24}$/);
    last.after(tail);
    tail.append(end.slice(start), follower);
    last.data = end.slice(0, start);
  } else {
    words.append(tail);
    tail.append(follower);
  }
}
