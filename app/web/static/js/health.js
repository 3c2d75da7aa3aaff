// Whether the mentor can be asked now: is the server there, and are its parts warm.
// `navigator.onLine` alone proves nothing: a server on this very machine answers without a network.

import { api } from "./api.js";

const listeners = new Set();
const state = { reachable: true, ready: true, known: false, parts: {}, queue: null, limit: 8000 };
let timer = 0;
let probing = null;

export const health = {
  state,
  get open() {
    return state.reachable && state.ready;
  },
  onChange(listener) {
    listeners.add(listener);
  },
  /** Asks the server now; resolves to whether it answered. */
  probe() {
    probing ??= ask().finally(() => (probing = null));
    return probing;
  },
  /** A request has just failed to reach the server. */
  lost() {
    set({ reachable: false });
  },
};

async function ask() {
  clearTimeout(timer);
  try {
    const status = await api.status(AbortSignal.timeout(8000));
    set({
      reachable: true,
      known: true,
      ready: status.ready,
      parts: status.parts || {},
      queue: status.queue || null,
      limit: status.max_message_chars || state.limit,
    });
  } catch {
    set({ reachable: false });
  }
  return state.reachable;
}

function set(change) {
  Object.assign(state, change);
  clearTimeout(timer);
  if (!health.open) timer = setTimeout(() => health.probe(), state.reachable ? 1000 : 3000);
  for (const listener of listeners) listener(state);
}

addEventListener("online", () => health.probe());
addEventListener("offline", () => health.probe());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && health.probe());
