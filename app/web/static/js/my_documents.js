// The tab "Documents": which there are, reading one in place, and taking them along.

import { ApiError } from "./api.js";
import { el, icon, serverHtml } from "./dom.js";
import { mine } from "./my_api.js";
import { calendar } from "./my_calendar.js";

/** What the learner would write to get one; the server's own sentence stands beside it. */
const BEGIN = { assessment: "Assess my skills", plan: "Make my learning plan", roadmap: "Make my career roadmap" };

export const documentsTab = {
  id: "documents",
  label: "Documents",
  what: "your documents",
  load: (panel, signal) => (panel.detail ? oneOf(panel.detail, signal) : allOf(signal)),
  view: (found, panel) => (found.html === undefined ? list(found, panel) : reader(found, panel)),
};

async function allOf(signal) {
  const [found, held] = await Promise.all([mine.documents(signal), mine.calendar(signal).catch(missing)]);
  return { ...found, calendar: held };
}

/** One that is not there yet is told as such, not as a fault. */
async function oneOf(name, signal) {
  try {
    return await mine.document(name, signal);
  } catch (error) {
    if (missing(error) === null) return { ...(await allOf(signal)), lacking: name };
  }
}

function missing(error) {
  if (error instanceof ApiError && error.status === 404) return null;
  throw error;
}

function list({ documents, bundle, calendar: held, lacking }, panel) {
  const some = documents.some(({ ready }) => ready);
  const wanted = documents.find(({ name, ready }) => name === lacking && !ready);
  return [
    wanted ? el("p", { class: "my-note", role: "note", text: `There is no ${wanted.title.toLowerCase()} yet. ${wanted.begin}` }) : "",
    el("p", { class: "my-lead", text: some ? "Written from your own records, and up to date whenever you open them." : "Four documents grow out of your conversation; each says how to get it." }),
    el("ul", { class: "documents" }, ...documents.map((each) => row(each, panel))),
    some && el("section", { class: "my-section" },
      el("h3", { text: "All of it" }),
      el("p", { text: "One zip with the documents, the charts, the calendar, and the script that checks the exercise." }),
      el("p", {}, download(bundle, "Download everything (.zip)"))),
    held && calendar(held, panel),
  ].filter(Boolean);
}

function row({ name, title, file, ready, begin, download: address }, panel) {
  const read = el("button", { class: "button", type: "button", text: "Read", "aria-label": `Read: ${title}`, "data-key": `read-${name}`, on: { click: () => panel.show("documents", name) } });
  const get = BEGIN[name]
    ? el("button", { class: "button", type: "button", text: BEGIN[name], on: { click: () => panel.send(BEGIN[name]) } })
    : el("button", { class: "button", type: "button", text: "Add a posting", on: { click: () => panel.show("market") } });
  return el("li", {},
    el("div", { class: "document-name" }, el("p", {}, el("strong", { text: title })), el("p", { class: "quiet", text: ready ? file : begin })),
    el("div", { class: "document-tools" }, ...(ready ? [read, download(address, "Download", `Download: ${title}`)] : [get])));
}

function reader({ name, title, html }, panel) {
  return [
    el("div", { class: "my-back" },
      el("button", { class: "button", type: "button", "data-key": "all-documents", on: { click: () => panel.show("documents") } }, icon("prev"), "All documents"),
      download(`/api/documents/${encodeURIComponent(name)}.md`, "Download", `Download: ${title}`)),
    serverHtml(el("article", { class: "document", "aria-label": title, dir: "auto" }), html),
  ];
}

function download(href, text, label = null) {
  return el("a", { class: "button", href, download: true, text, "aria-label": label });
}
