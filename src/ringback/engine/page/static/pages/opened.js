// One errand or one whole conversation of the past, opened at the line that was looked for; a call that is on goes on.
import { html, useEffect, useRef, useState } from '../html.js';
import { callee, from, reduce } from '../store.js';
import { Item } from '../thread.js';
import { moment, t } from '../words.js';
import { Failure, Waiting } from './parts.js';
import { journal } from './requests.js';

/** `query`: `task` (with `turn`: a turn of its call) or `conversation` (with `at`: the number of an entry). */
export function Opened({ query, first: { practice }, watch, onSay }) {
  const [state, setState] = useState(null);
  const [error, setError] = useState(null);
  const task = query.get('task');
  const of = task ? { task } : { conversation: query.get('conversation') };

  useEffect(() => {
    const missed = [];
    let apply = (entry) => missed.push(entry);
    const stop = watch((entry) => (entry[task ? 'task' : 'conversation'] === Object.values(of)[0] ? apply(entry) : null));
    journal(of).then(
      (entries) => {
        const dispatch = (entry) => setState((before) => reduce(before, { type: 'entry', entry }));
        setState(from([...entries, ...missed], 0));
        apply = dispatch;
      },
      (refused) => setError(refused.message),
    );
    return stop;
  }, []);

  const shown = useSpot(query, state);
  return html`
    <p><a class="back" href="/history">${t('pages.history.back')}</a></p>
    <h1 tabindex="-1">${title(state, task)}</h1>
    <${Failure} message=${error} />
    ${!state && !error && html`<${Waiting} />`}
    ${state && state.items.length === 0 && html`<p class="hint">${t('pages.history.gone')}</p>`}
    ${state && html`<div class="opened" ref=${shown}>
      ${state.items.map((item) => html`<div class="spot" key=${item.key} data-key=${item.key} tabindex="-1">
        <${Item} item=${item} state=${state} practice=${practice} onSay=${onSay} open=${Boolean(task) && item.kind === 'call'} />
      </div>`)}
    </div>`}
    ${task && state?.conversation && html`<p>
      <a class="back" href=${`/history?${new URLSearchParams({ conversation: state.conversation, at: beginning(state) })}`}>
        ${t('pages.history.whole')}</a>
    </p>`}
  `;
}

const beginning = (state) => state.items.find((item) => item.kind === 'message')?.key.replace('message:', '') ?? '';

function title(state, task) {
  const one = state?.tasks[task];
  if (one) return html`<bdi>${callee(one).name || callee(one).number || t('page.call.title')}</bdi>`;
  const begun = state?.items.find((item) => item.ts)?.ts;
  return begun ? t('pages.history.talk_of', { when: moment(begun) }) : t('page.nav.history');
}

/** Brings the line that was looked for into view and puts the focus on it, once it is drawn. */
function useSpot(query, state) {
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
