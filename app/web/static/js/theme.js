// The theme: what the system says, or what the learner chose.

export function wireTheme(fieldset) {
  const stored = read();
  for (const input of fieldset.querySelectorAll("input")) {
    input.checked = input.value === stored;
    input.addEventListener("change", () => input.checked && choose(input.value));
  }
}

function read() {
  try {
    return localStorage.getItem("theme") || "auto";
  } catch {
    return "auto";
  }
}

function choose(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // Without storage the choice lasts until the page is left.
  }
}
