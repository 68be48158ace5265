// What several places are made of.
import { html, useEffect, useState } from '../html.js';
import { figure, instant, moment, t } from '../words.js';

/** A point in time, in the page's language. */
export const When = ({ at }) => html`<time datetime=${instant(at).toISOString()}>${moment(at)}</time>`;

export const Failure = ({ message }) => message && html`<p class="error" role="alert" dir="auto">${message}</p>`;

export const Waiting = () => html`<p class="hint" role="status">${t('pages.loading')}</p>`;

/** A list that is opened when it is wanted; its heading says how much there is. `before` stands above it. */
export function Listed({ id, title, count, before, children }) {
  return html`<details class="panel">
    <summary id=${id}><h2>${title}</h2><span class="tag">${figure(count)}</span></summary>
    ${before}
    ${count ? html`<ul class="lines-of">${children}</ul>` : html`<p class="hint">${t('pages.data.none')}</p>`}
  </details>`;
}

/** What `ask` brings, asked anew whenever `keys` change: `{ data, error, busy }`; the old data stay until the new come. */
export function useAnswer(ask, keys) {
  const [answer, setAnswer] = useState({ data: null, error: null, busy: true });
  useEffect(() => {
    let current = true;
    setAnswer((before) => ({ ...before, busy: true }));
    ask().then(
      (data) => current && setAnswer({ data, error: null, busy: false }),
      (refused) => current && setAnswer((before) => ({ ...before, error: refused.message, busy: false })),
    );
    return () => {
      current = false;
    };
  }, keys);
  return answer;
}

const AROUND = 80;

/** A number that grows when an entry of the journal is `wanted`, at most once in a while however many there are. */
export function useVersion(watch, wanted, pause = 1000) {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let soon = 0;
    const stop = watch((entry) => {
      if (soon || !wanted(entry)) return;
      soon = setTimeout(() => {
        soon = 0;
        setVersion(entry.seq);
      }, pause);
    });
    return () => {
      clearTimeout(soon);
      stop();
    };
  }, []);
  return version;
}

/** Words of `text` between `marks` (first, and behind the last) stand out; of a long text what is around the first. */
export function Marked({ text, marks }) {
  const parts = [];
  const long = text.length > 3 * AROUND && marks[0]?.[0] > AROUND;
  let at = long ? text.lastIndexOf(' ', marks[0][0] - AROUND / 2) + 1 : 0;
  if (long) parts.push('… ');
  for (const [start, end] of marks) {
    if (start < at) continue;
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  const rest = text.slice(at);
  return html`<span dir="auto">${parts}${rest.length > 2 * AROUND ? `${rest.slice(0, 2 * AROUND)}…` : rest}</span>`;
}
