// Calls to the server. Two kinds of failure are kept apart: it answered with an error, or it did not answer.

export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export class Unreachable extends Error {}

const encodePath = (path) => path.split("/").map(encodeURIComponent).join("/");

/** `body` is sent as JSON; `file` as it is. */
export async function request(method, path, { body, file, signal, accept = "application/json" } = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      signal,
      credentials: "same-origin",
      headers: {
        Accept: accept,
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(file === undefined ? {} : { "Content-Type": "application/octet-stream" }),
      },
      body: body === undefined ? file : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable("The mentor's server cannot be reached.");
  }
  if (!response.ok) throw await readError(response);
  return response;
}

async function readError(response) {
  let error = {};
  try {
    error = (await response.json()).error || {};
  } catch {
    // A proxy in between may answer with a page of its own; its text is not for the learner.
  }
  if (!error.code && [502, 503, 504].includes(response.status)) return new Unreachable("The mentor's server cannot be reached.");
  const fallback = `The server answered with an error (${response.status}). Try again; if it stays, tell the person who runs it.`;
  return new ApiError(response.status, error.code || "unknown", error.message || fallback);
}

export const json = async (...call) => (await request(...call)).json();

export const api = {
  me: () => json("GET", "/api/me"),
  status: (signal) => json("GET", "/api/status", { signal }),
  suggestions: async () => (await json("GET", "/api/suggestions")).suggestions,
  conversations: async () => (await json("GET", "/api/conversations")).conversations,
  createConversation: () => json("POST", "/api/conversations"),
  conversation: (id) => json("GET", `/api/conversations/${encodeURIComponent(id)}`),
  renameConversation: (id, title) => request("PATCH", `/api/conversations/${encodeURIComponent(id)}`, { body: { title } }),
  deleteConversation: (id) => request("DELETE", `/api/conversations/${encodeURIComponent(id)}`),
  ask: (id, text, answersTo, signal) =>
    request("POST", `/api/conversations/${encodeURIComponent(id)}/messages`, {
      body: answersTo ? { text, answers_to: answersTo } : { text },
      signal,
      accept: "text/event-stream",
    }),
  stop: (turnId) => request("POST", `/api/turns/${encodeURIComponent(turnId)}/stop`),
  vote: (messageId, vote, reason = "") =>
    request("PUT", `/api/messages/${encodeURIComponent(messageId)}/feedback`, { body: { vote, reason } }),
  unvote: (messageId) => request("DELETE", `/api/messages/${encodeURIComponent(messageId)}/feedback`),
  document: (id, passage, quote) => {
    const query = new URLSearchParams();
    if (passage) query.set("passage", passage);
    if (quote) query.set("quote", quote);
    return json("GET", `/api/documents/${encodePath(id)}${query.size ? `?${query}` : ""}`);
  },
  exportAddress: "/api/me/export",
};
