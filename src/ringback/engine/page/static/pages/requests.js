// What the places beside the conversation ask of the engine; the same public routes as any client's.
import { ask } from '../api.js';

const PAGE = 1000;

/** @param {{q: string, status: string[], since: string | null, limit: number}} wanted */
export const search = (wanted) => ask('GET', searchPath(wanted));

/** The address of what `search` answers, to be kept as a file. */
export function searchPath({ q, status, since, limit }) {
  const query = new URLSearchParams({ q, limit });
  for (const one of status) query.append('status', one);
  if (since) query.set('since', since);
  return `/search?${query}`;
}

/** All journal entries of a task, or else of a conversation. @param {{task?: string, conversation?: string}} of */
export async function journal(of) {
  const entries = [];
  for (;;) {
    const query = new URLSearchParams({ ...of, after: entries.at(-1)?.seq ?? 0, limit: PAGE });
    const page = await ask('GET', `/journal?${query}`);
    entries.push(...page);
    if (page.length < PAGE) return entries;
  }
}

export const context = () => ask('GET', '/context');
export const edit = (section, key, value) => ask('PATCH', `/context/${section}/${encodeURIComponent(key)}`, { value });
export const forget = (section, key) => ask('DELETE', `/context/${section}/${encodeURIComponent(key)}`);
export const settings = () => ask('GET', '/context/settings');
export const erase = () => ask('DELETE', '/context');

export const liveCalls = () => ask('GET', '/calls');
/** @param {number} hours */
export const analytics = (hours) => ask('GET', `/analytics?hours=${hours}`);

/** @param {boolean} check */
export const line = (check) => ask('GET', `/line?check=${check}`);
