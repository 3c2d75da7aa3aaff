// The tab "Documents".

import { empty } from "./my_states.js";

export const documentsTab = {
  id: "documents",
  label: "Documents",
  what: "your documents",
  load: () => Promise.resolve(),
  view: (_, panel) => empty("Nothing written yet", "Write “assess my skills” to begin.", "Assess my skills", (text) => panel.send(text)),
};
