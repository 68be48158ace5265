// One whole conversation of the past, opened at the line that was looked for; a call that is on goes on.
import { html, useEffect, useRef, useState } from '../html.js';
import { from, reduce } from '../store.js';
import { Item } from '../thread.js';
import { moment, t } from '../words.js';
import { Failure, Waiting } from './parts.js';
import { journal } from './requests.js';

/** `query`: `conversation`, and with `at` the number of an entry. */
export function Opened({ query, first: { practice }, watch, onSay }) {
  const { state, error } = useJournal({ conversation: query.get('conversation') }, watch);
  const shown = useSpot(query, state);
  const begun = state?.items.find((item) => item.ts)?.ts;
  return html`
    <p><a class="back" href="/history">${t('pages.history.back')}</a></p>
    <h1 tabindex="-1">${begun ? t('pages.history.talk_of', { when: moment(begun) }) : t('page.nav.history')}</h1>
    <${Failure} message=${error} />
    ${!state && !error && html`<${Waiting} />`}
    ${state && state.items.length === 0 && html`<p class="hint">${t('pages.history.gone')}</p>`}
    ${state && html`<div class="opened" ref=${shown}>
      ${state.items.map((item) => html`<div class="spot" key=${item.key} data-key=${item.key} tabindex="-1">
        <${Item} item=${item} state=${state} practice=${practice} onSay=${onSay} />
      </div>`)}
    </div>`}
  `;
}

/** The state of one task or conversation, kept up with the journal. @param {{task?: string, conversation?: string}} of */
export function useJournal(of, watch) {
  const [state, setState] = useState(null);
  const [error, setError] = useState(null);
  useEffect(() => {
    const [[kind, id]] = Object.entries(of);
    const missed = [];
    let apply = (entry) => missed.push(entry);
    const stop = watch((entry) => (entry[kind] === id ? apply(entry) : null));
    journal(of).then(
      (entries) => {
        setState(from([...entries, ...missed], 0));
        apply = (entry) => setState((before) => reduce(before, { type: 'entry', entry }));
      },
      (refused) => setError(refused.message),
    );
    return stop;
  }, []);
  return { state, error };
}

/** The number of the message that it began with. */
export const beginning = (state) => state.items.find((item) => item.kind === 'message')?.key.replace('message:', '') ?? '';

/** Brings the line that was looked for (`at`: an entry, `turn`: of the call) into view and focuses it, once it is drawn. */
export function useSpot(query, state) {
  const box = useRef(null);
  const done = useRef(false);
  useEffect(() => {
    if (!state || done.current) return;
    done.current = true;
    const [at, turn] = [query.get('at'), query.get('turn')];
    const found = turn
      ? box.current.querySelector(`[data-turn="${CSS.escape(turn)}"]`)
      : at && nearest(box.current, Number(at));
    if (!found) return;
    if (turn) found.tabIndex = -1;
    found.classList.add('sought');
    found.scrollIntoView({ block: 'center' });
    found.focus({ preventScroll: true });
  }, [state]);
  return box;
}

/** The line of an entry; of one that has no line of its own, the last before it. */
function nearest(box, seq) {
  const number = (one) => Number(/^(?:message|note):(\d+)$/.exec(one.dataset.key)?.[1] ?? Infinity);
  return [...box.children].findLast((one) => number(one) <= seq);
}
