// Windows of the same browser tell each other what changed, so that none shows an old state as the present one.

const channel = "BroadcastChannel" in window ? new BroadcastChannel("groundwork") : null;

export const otherTabs = {
  tell(what) {
    channel?.postMessage(what);
  },
  listen(hear) {
    channel?.addEventListener("message", ({ data }) => hear(data));
  },
};
