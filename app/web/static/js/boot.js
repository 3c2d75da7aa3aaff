// Applies the stored theme before the first paint. A classic script in the head, because a module would come too late.
(() => {
  let theme = "auto";
  try {
    theme = localStorage.getItem("theme") || "auto";
  } catch {
    // Storage may be switched off; the system's theme is then used.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
