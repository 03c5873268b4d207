// Asks a server through the types that are generated from its own OpenAPI document.
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const api = createClient<paths>({ baseUrl: process.argv[2] });

const checked = await api.POST("/api/check", {
  body: { text: "A 👍 whitelist.", name: "a.md", offsets: "utf16" },
});
const finding = checked.data?.findings[0];

const batch = await api.POST("/api/batch", {
  body: { drafts: [{ text: "A whitelist.", name: "a.md" }, { text: "Fine.", name: "b.md" }] },
});

const unknown = await api.GET("/api/label", { params: { query: { subject: "no such model" } } });

console.log(JSON.stringify({
  term: finding?.term,
  offset: finding?.start,
  status: batch.response.status,
  code: unknown.error?.error.code,
}));
