// The small page that links this browser's learner with a person in Slack.
import { json } from "./api.js";

const $ = (id) => document.getElementById(id);
const say = (words) => { $("standing").textContent = words; };
const attempt = (work) => async (event) => {
  event?.preventDefault();
  try { await work(); } catch (error) { say(error.message); }
};

function show(linked) {
  $("linked").hidden = !linked;
  $("linking").hidden = linked;
}

async function enter(choices) {
  const body = { code: $("code").value.trim(), ...(choices ? { choices } : {}) };
  const found = await json("POST", "/api/link", { body });
  if (found.linked) {
    say("Linked: Slack and this page now share your records, and nothing of either was lost.");
    show(true);
    return;
  }
  say("Both Slack and this page know something of you. Choose which goes on; the other stays in your history, and saved postings are put together.");
  const day = (when) => new Date(when).toLocaleString();
  $("choose").replaceChildren(...found.conflicts.map((each, at) => {
    const set = document.createElement("fieldset"), legend = document.createElement("legend");
    legend.textContent = each.matter;
    set.append(legend);
    for (const side of ["page", "slack"]) {
      const label = document.createElement("label"), input = document.createElement("input");
      Object.assign(input, { type: "radio", name: `choice${at}`, value: side, checked: each.newer === side });
      input.dataset.matter = each.matter;
      label.append(input, ` ${side === "page" ? "This page's" : "Slack's"}, of ${day(each[side])}`);
      set.append(label);
    }
    return set;
  }));
  const button = document.createElement("button");
  button.className = "button";
  button.textContent = "Link with these";
  $("choose").append(button);
  $("choose").hidden = false;
}

$("enter").addEventListener("submit", attempt(() => enter(null)));
$("choose").addEventListener("submit", attempt(() => enter(Object.fromEntries(
  [...$("choose").querySelectorAll("input:checked")].map((each) => [each.dataset.matter, each.value])))));
$("make").addEventListener("click", attempt(async () => { $("made").textContent = (await json("POST", "/api/link/code")).code; }));
$("unlink").addEventListener("click", attempt(async () => {
  await json("DELETE", "/api/link");
  say("Slack and this page are apart again.");
  show(false);
}));
attempt(async () => show((await json("GET", "/api/link")).linked))();
