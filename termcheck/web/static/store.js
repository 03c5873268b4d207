// Drafts kept in this browser, so that a reload or a crash loses nothing. They go nowhere else.

const BASE = "termcheck";
const DRAFTS = "drafts";
const SWITCH = "termcheck-keep";
const TAB = "termcheck-draft";
const MOST = 10;
const LASTS = 30 * 24 * 3600 * 1000;

/** Whether drafts are kept: yes, until somebody switches it off. */
export function keeps() {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return false;
  }
}

/** Switch keeping on or off; off forgets all that was kept. */
export async function setKeeps(on) {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    return;
  }
  if (!on) await transact("readwrite", (drafts) => drafts.clear());
}

/** The draft of this tab: its id, which a reload keeps. */
export function tabId() {
  let id = null;
  try {
    id = sessionStorage.getItem(TAB);
    if (!id) id = newTabId();
  } catch {
    // A browser that keeps nothing still checks.
  }
  return id ?? crypto.randomUUID?.() ?? String(Date.now());
}

/** Begin another draft in this tab, or go on with the one called `id`. */
export function newTabId(id = `${Date.now()}-${Math.random().toString(36).slice(2)}`) {
  try {
    sessionStorage.setItem(TAB, id);
  } catch {
    // As above.
  }
  return id;
}

/** Keep a draft; the oldest go when there are many. */
export async function keep(record) {
  if (!keeps()) return;
  await transact("readwrite", (drafts) => drafts.put(record));
  for (const old of (await kept()).slice(MOST)) await forget(old.id);
}

export async function forget(id) {
  await transact("readwrite", (drafts) => drafts.delete(id));
}

/** Return the draft called `id`, undefined if it was not kept. */
export async function recall(id) {
  if (!keeps()) return undefined;
  return transact("readonly", (drafts) => drafts.get(id));
}

/** Return all drafts that were kept, the last one first. */
export async function kept() {
  if (!keeps()) return [];
  const all = (await transact("readonly", (drafts) => drafts.getAll())) ?? [];
  const since = Date.now() - LASTS;
  for (const old of all.filter((one) => one.when < since)) await forget(old.id);
  return all.filter((one) => one.when >= since).sort((one, other) => other.when - one.when);
}

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(DRAFTS, { keyPath: "id" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  return opened;
}

async function transact(mode, work) {
  try {
    const base = await open();
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(DRAFTS, mode);
      const asked = work(transaction.objectStore(DRAFTS));
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } catch {
    // Private windows and full disks keep nothing.
    return undefined;
  }
}
