// A reminder that fell due while the page was closed, above the question box. The plan shows all of them.

import { $ } from "./dom.js";
import { mine } from "./my_api.js";
import { notice, reminderNotice } from "./notice.js";

/** `my` is the learner's panel. Without an answer of the server there is nothing to say: other notices say that. */
export async function remind(my) {
  const [newest] = await mine.reminders().catch(() => []);
  if (!newest) return;
  const gone = () => notice("reminder", null);
  const open = () => {
    gone();
    my.open("plan", "", $("open-my"));
  };
  const aside = () => mine.dismissReminder(newest.id).then(() => my.refresh()).catch(() => {}).finally(gone);
  notice("reminder", reminderNotice(newest.text, open, aside));
}
