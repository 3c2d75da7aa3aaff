"use strict";
/* Draws the state that the server gives; all texts with marks come as HTML that the server made and sanitised. */

const $ = (id) => document.getElementById(id);
let state = null, place = null, tab = "messages", thread = null, modalDrawn = "";
let user = new URLSearchParams(location.search).get("user") || "";

function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "html") made.innerHTML = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((each) => each !== null && each !== undefined));
  return made;
}

async function act(body) {
  const answer = await fetch("/sandbox/do", {
    method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ user, ...body }),
  });
  if (!answer.ok) console.warn("refused:", await answer.text());
}

async function follow() {
  let since = -1;
  for (;;) {
    try {
      const asked = user;
      const answer = await fetch(`/sandbox/state?since=${since}&user=${encodeURIComponent(user)}`);
      const fresh = await answer.json();
      if (asked !== user) { since = -1; continue; }
      state = fresh;
      since = state.version;
      user = user || state.user;
      place = place || state.channels.find((each) => each.im).id;
      draw();
      document.documentElement.dataset.ready = "yes";
    } catch (error) {
      await new Promise((next) => setTimeout(next, 1000));
    }
  }
}

const here = () => state.channels.find((each) => each.id === place);

function draw() {
  const channel = here();
  $("team").textContent = state.team;
  $("user").replaceChildren(...state.people.map((each) => el("option", { value: each.id, selected: each.id === user }, each.name)));
  const list = (filter, mark) => state.channels.filter(filter).map((each) => el("li", {}, el("button", {
    "aria-current": each.id === place ? "page" : null, onclick: () => go(each.id),
  }, mark + each.name)));
  $("channels").replaceChildren(...list((each) => !each.im, "# "));
  $("direct").replaceChildren(...list((each) => each.im, "◈ "));
  $("title").textContent = channel.im ? "◈ " + channel.name : "# " + channel.name;
  $("tabs").replaceChildren(...(channel.im ? ["home", "messages"] : []).map((name) => el("button", {
    role: "tab", "aria-selected": String(name === tab), onclick: () => open(name),
  }, name[0].toUpperCase() + name.slice(1))));
  const home = channel.im && tab === "home";
  $("home").hidden = !home;
  $("messages").hidden = $("composer").hidden = home;
  $("text").placeholder = channel.im ? "Message Mentor, or /mentor help" : `Message #${channel.name}; @Mentor asks it`;
  if (home && state.home) keepScroll($("home"), () => $("home").replaceChildren(blocks(state.home.blocks, inView(state.home))));
  drawList($("messages"), channel.messages.filter((each) => !each.thread), channel, true);
  $("prompts").replaceChildren(...(home || channel.messages.length ? [] : channel.prompts).map((each) => el("button", {
    onclick: () => act({ do: "write", channel: place, text: each.message }),
  }, each.title)));
  $("thread").hidden = !thread || home;
  if (thread) drawThread(channel);
  drawModal();
}

function keepScroll(box, change) {
  const below = box.scrollHeight - box.scrollTop - box.clientHeight, at = box.scrollTop;
  change();
  box.scrollTop = below < 60 && box.id !== "home" ? box.scrollHeight : at;
}

/* A picture that has just got its height pushes the end out of sight. */
function toEnd(box) {
  if (box && box.scrollHeight - box.scrollTop - box.clientHeight < 900) box.scrollTop = box.scrollHeight;
}

function drawList(box, messages, channel, roots) {
  keepScroll(box, () => box.replaceChildren(...messages.flatMap((each) => [message(each, channel, roots)])));
}

function drawThread(channel) {
  const told = channel.messages.filter((each) => each.ts === thread || each.thread === thread);
  keepScroll($("replies"), () => {
    $("replies").replaceChildren(...told.map((each) => message(each, channel, false)));
    const words = channel.statuses[thread], busy = channel.processing.includes(thread);
    if (words || busy) {
      $("replies").append(el("div", { class: "status" }, "Mentor " + (words || "is writing…"), busy ? el("button", {
        class: "act", onclick: () => act({ do: "stop", channel: place, thread }),
      }, "Stop") : null));
    }
  });
}

function message(each, channel, roots) {
  const replies = roots ? channel.messages.filter((other) => other.thread === each.ts) : [];
  return el("article", { class: `message${each.bot ? " bot" : ""}${each.ephemeral ? " ephemeral" : ""}`, "data-ts": each.ts },
    el("div", { class: "face", "aria-hidden": "true" }, each.who[0]),
    el("div", { class: "body" },
      el("div", {}, el("span", { class: "name" }, each.who), each.bot ? el("span", { class: "badge" }, "APP") : null,
        el("span", { class: "at" }, each.at),
        each.ephemeral ? el("span", { class: "mark" }, " · only visible to you") : null,
        each.edited ? el("span", { class: "mark" }, " (edited)") : null),
      ...each.tasks.map((task) => el("div", { class: "task" }, (task.done ? "✓ " : "… ") + task.title)),
      each.html ? el("div", { html: each.html }) : null,
      each.blocks.length ? blocks(each.blocks, inMessage(each)) : null,
      ...each.files.map((file) => el("a", { class: "file", href: file.url, download: file.name },
        file.image ? el("img", { src: file.url, alt: file.name, onload: (event) => toEnd(event.target.closest("#replies, #messages")) }) : null, "▤ " + file.name)),
      replies.length ? el("button", { class: "replies", onclick: () => openThread(each.ts) },
        `${replies.length} repl${replies.length > 1 ? "ies" : "y"}`) : null,
      roots && channel.processing.includes(each.ts) && !replies.length
        ? el("button", { class: "replies", onclick: () => openThread(each.ts) }, "Mentor " + (channel.statuses[each.ts] || "is thinking…")) : null),
    !roots && each.bot ? null : el("div", { class: "menu" },
      roots ? el("button", { class: "menu-item act", onclick: () => openThread(each.ts) }, "Reply") : null,
      each.bot ? null : el("button", { class: "menu-item act", onclick: () => act({ do: "shortcut", channel: place, ts: each.ts }) }, "Save as job posting")));
}

const inMessage = (each) => (action) => act({ do: "press", channel: place, ts: each.ts, action });
const inView = (view) => (action) => act({ do: "press_in_view", view: view.id, action });

function blocks(list, press) {
  return el("div", { class: "blocks" }, ...list.map((block) => {
    switch (block.type) {
      case "divider": return el("hr");
      case "header": return el("div", { class: "header", html: block.html });
      case "context": return el("div", { class: "context" }, ...block.elements.map((each) => el("div", { html: each.html || "" })));
      case "actions": case "context_actions":
        return el("div", { class: "actions" }, ...block.elements.flatMap((each) => element(each, block, press)));
      case "input": return field(block);
      default: return el("div", { html: block.html || "" });
    }
  }));
}

function element(each, block, press) {
  const send = (more) => press({ type: each.type, action_id: each.action_id, block_id: block.block_id, ...more });
  if (each.type === "button") {
    return [el("button", { type: "button", class: each.style || "", onclick: () => send({ value: each.value || "" }) }, each.text.text)];
  }
  if (each.type === "feedback_buttons") {
    return [["▲", each.positive_button], ["▼", each.negative_button]].map(([mark, side]) => el("button", {
      type: "button", title: side.text.text, "aria-label": side.text.text, onclick: () => send({ value: side.value }),
    }, `${mark} ${side.text.text}`));
  }
  if (each.type === "checkboxes") {
    const box = el("div", { class: "choices" });
    for (const option of each.options) {
      const input = el("input", { type: "checkbox", value: option.value, checked: (each.initial_options || []).some((one) => one.value === option.value) });
      input.addEventListener("change", () => send({
        selected_options: each.options.filter((one, at) => box.querySelectorAll("input")[at].checked),
      }));
      box.append(el("label", {}, input, el("span", {}, option.text.text,
        option.description ? el("span", { class: "description" }, option.description.text) : null)));
    }
    return [box];
  }
  return [];
}

function field(block) {
  const each = block.element, name = block.block_id;
  const label = block.label + (block.optional ? " (optional)" : "");
  const hint = block.hint ? el("span", { class: "context" }, block.hint) : null;
  let input;
  if (each.type === "plain_text_input") {
    input = el(each.multiline ? "textarea" : "input", { name, maxlength: each.max_length || null, rows: each.multiline ? 4 : null });
    input.value = each.initial_value || "";
  } else if (each.type === "timepicker") {
    input = el("input", { name, type: "time", value: each.initial_time || "" });
  } else if (each.type === "static_select") {
    input = el("select", { name }, ...(each.initial_option ? [] : [el("option", { value: "" }, "Choose…")]),
      ...each.options.map((option) => el("option", { value: option.value, selected: each.initial_option && each.initial_option.value === option.value }, option.text.text)));
  } else {
    const kind = each.type === "radio_buttons" ? "radio" : "checkbox";
    return el("div", { class: "choices" }, el("strong", {}, label), ...each.options.map((option) => el("label", {},
      el("input", { type: kind, name, value: option.value, checked: each.initial_option && each.initial_option.value === option.value }), option.text.text)));
  }
  return el("label", {}, label, input, hint);
}

function values(view, form) {
  const given = {};
  for (const block of view.blocks.filter((each) => each.type === "input")) {
    const each = block.element, name = block.block_id, inputs = [...form.elements].filter((one) => one.name === name);
    const options = (each.options || []).filter((option) => inputs.some((one) => (one.type === "radio" || one.type === "checkbox" ? one.checked : true) && one.value === option.value));
    if (each.type === "plain_text_input") given[name] = { value: inputs[0].value || null };
    else if (each.type === "timepicker") given[name] = { selected_time: inputs[0].value || null };
    else given[name] = { selected_option: options[0] || null };
  }
  return given;
}

function drawModal() {
  const view = state.modal, dialog = $("modal"), drawn = view ? view.id + view.hash + JSON.stringify(view.errors) : "";
  if (drawn === modalDrawn) return;
  modalDrawn = drawn;
  if (!view) { dialog.close(); return; }
  const form = el("form", { onsubmit: (event) => { event.preventDefault(); act({ do: "submit", view: view.id, values: values(view, form) }); } },
    el("header", {}, el("h2", { id: "modal-title" }, view.title), el("button", { type: "button", class: "act", "aria-label": "Close", onclick: () => act({ do: "close" }) }, "✕")),
    blocks(view.blocks, inView(view)),
    el("footer", {}, ...Object.values(view.errors).map((each) => el("span", { class: "error", role: "alert" }, each)),
      el("button", { type: "button", class: "act", onclick: () => act({ do: "close" }) }, view.close),
      view.submit ? el("button", { class: "act primary" }, view.submit) : null));
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
}

function go(channel) {
  place = channel; thread = null; tab = "messages";
  if (here().im) act({ do: "open", tab: "messages" });
  draw();
}

function open(name) { tab = name; thread = null; act({ do: "open", tab: name }); draw(); }
function openThread(ts) { thread = ts; draw(); $("replies").scrollTop = $("replies").scrollHeight; }

function composer(form, box, file, inThread) {
  const send = async () => {
    const text = box.value.trim(), files = [...file.files];
    if (!text && !files.length) return;
    box.value = ""; file.value = "";
    if (files.length) {
      const body = new FormData();
      body.append("user", user); body.append("channel", place); body.append("text", text);
      if (inThread()) body.append("thread", inThread());
      files.forEach((each) => body.append("file", each));
      await fetch("/sandbox/upload", { method: "POST", body });
    } else if (text.startsWith("/mentor")) {
      await act({ do: "command", channel: place, text: text.slice(7).trim() });
    } else {
      await act({ do: "write", channel: place, text, thread: inThread() });
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
  });
  form.querySelector(".attach").addEventListener("click", () => file.click());
}

composer($("composer"), $("text"), $("file"), () => null);
composer($("thread-composer"), $("thread-text"), $("thread-file"), () => thread);
$("close-thread").addEventListener("click", () => { thread = null; draw(); });
$("user").addEventListener("change", () => { user = $("user").value; place = null; thread = null; location.search = "?user=" + user; });
$("modal").addEventListener("cancel", (event) => { event.preventDefault(); act({ do: "close" }); });
follow();
