// Calls about the learner's own records.

import { json, request } from "./api.js";

const part = encodeURIComponent;

export const mine = {
  assessment: (level, signal) => json("GET", `/api/assessment${level ? `?level=${part(level)}` : ""}`, { signal }),
  rate: (skill, rating, why) => json("PUT", `/api/assessment/ratings/${part(skill)}`, { body: { rating, why } }),
  profile: (signal) => json("GET", "/api/profile", { signal }),
  saveProfile: (changes, version) => json("PUT", "/api/profile", { body: { ...changes, version } }),
  postings: (signal) => json("GET", "/api/postings", { signal }),
  market: (signal) => json("GET", "/api/market", { signal }),
  addPosting: (text, sure) => json("POST", "/api/postings", { body: { text, sure } }),
  addPostingFile: (file, sure) =>
    json("POST", `/api/postings/file?${new URLSearchParams({ name: file.name, sure })}`, { file }),
  correctPosting: (id, changes) => json("PATCH", `/api/postings/${part(id)}`, { body: changes }),
  removePosting: (id) => request("DELETE", `/api/postings/${part(id)}`),
  plan: (signal) => json("GET", "/api/plan", { signal }),
  makePlan: (wishes) => json("POST", "/api/plan", { body: wishes }),
  progress: (signal) => json("GET", "/api/progress", { signal }),
  tick: (item, done) => json(done ? "POST" : "DELETE", `/api/plan/items/${part(item)}/tick`),
  choices: () => json("POST", "/api/progress/choices"),
  checkIn: (text) => json("POST", "/api/progress/check-in", { body: { text } }),
  review: () => json("POST", "/api/progress/review"),
  answerProgress: (text) => json("POST", "/api/progress/answer", { body: { text } }),
  reminders: async (signal) => (await json("GET", "/api/reminders", { signal })).reminders,
  dismissReminder: (id) => request("POST", `/api/reminders/${part(id)}/dismiss`),
  setReminders: (wanted) => json("PUT", "/api/reminders/settings", { body: wanted }),
  documents: (signal) => json("GET", "/api/documents", { signal }),
  document: (name, signal) => json("GET", `/documents/${part(name)}`, { signal }),
  calendar: (signal) => json("GET", "/api/calendar", { signal }),
  openFeed: () => json("POST", "/api/calendar/feed"),
  closeFeed: () => request("DELETE", "/api/calendar/feed"),
  forgetMe: () => request("DELETE", "/api/me", { body: { confirm: true } }),
};
