// Exports of WordPress (WXR) and Ghost: each post in them as a file of HTML of its own.

import { endingOf } from "./syntax.js";

const MOST = 50_000_000;
const UNREAD = /^(?:attachment|revision|nav_menu_item|custom_css|oembed_cache|wp_.*)$/;
const GONE = /^(?:trash|auto-draft)$/;

/** Return files with those that are exports replaced by the posts in them. */
export async function unpacked(files) {
  const found = await Promise.all(files.map(async (file) => (await postsIn(file)) ?? [file]));
  return found.flat();
}

/** Return the posts of an export as files, null if a file is none. */
async function postsIn(file) {
  const read = { ".xml": wordpress, ".json": ghost }[endingOf(file.name)];
  if (!read || file.size > MOST) return null;
  const posts = read(await file.text());
  return posts?.length ? posts.map(({ name, title, html }, at) => new File([page(title, html)], `${named(name || title, at)}.html`)) : null;
}

function page(title, html) {
  const box = document.createElement("h1");
  box.textContent = title;
  return `<h1>${box.innerHTML}</h1>\n\n${html.replace(/\r\n?/g, "\n").trim()}\n`;
}

const named = (name, at) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || `post-${at + 1}`;

function wordpress(text) {
  // What declares entities could grow without end.
  if (!text.includes("content:encoded") || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return null;
  const items = new DOMParser().parseFromString(text, "text/xml").getElementsByTagName("item");
  return [...items]
    .map((item) => {
      const said = (name) => item.getElementsByTagName(name)[0]?.textContent ?? "";
      return { name: said("wp:post_name"), title: said("title"), html: said("content:encoded"), type: said("wp:post_type"), status: said("wp:status") };
    })
    .filter(({ html, type, status }) => html.trim() && !UNREAD.test(type) && !GONE.test(status));
}

function ghost(text) {
  let said;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  const posts = (said?.db?.[0]?.data ?? said?.data)?.posts;
  if (!Array.isArray(posts)) return null;
  return posts
    .filter((post) => typeof post?.html === "string" && post.html.trim())
    .map(({ slug, title, html }) => ({ name: String(slug ?? ""), title: String(title ?? ""), html }));
}
