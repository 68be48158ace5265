// The conversation: bubbles, cards and chips in the order they happened; follows the newest unless the reader scrolled away.
// A plan or an outcome that is higher than the screen is shown from its head: what is to be confirmed, what came of it.
import { html, useEffect, useLayoutEffect, useRef, useState } from './html.js';
import * as api from './api.js';
import { Down } from './icons.js';
import { texts } from './places.js';
import { whenStill } from './press.js';
import { options, reason } from './store.js';
import { Said, t } from './words.js';

/** Pixels above a card that is shown from its head. */
const GAP = 12;

let cards = {};

/** To be waited for before a thread with cards is drawn. */
export async function withCards() {
  const [all] = await Promise.all([import('./cards.js'), texts()]);
  await all.styled;
  cards = all;
}

/** @param {{state: object, practice: boolean, onSay: (text: string) => void}} props */
export function Thread({ state, practice, onSay }) {
  const box = useRef(null);
  const [follows, setFollows] = useState(true);
  const newest = useRef(null);
  newest.current = state.items.findLast(({ kind }) => kind !== 'note')?.kind;
  // Where the thread was put; elsewhere the reader has scrolled, and is not taken back.
  const put = useRef(0);
  const scroll = (top) => {
    box.current.scrollTo({ top });
    put.current = box.current.scrollTop;
  };
  const toEnd = () => {
    setFollows(true);
    scroll(box.current.scrollHeight);
  };
  const toNewest = () => {
    const { scrollTop } = box.current;
    const place = placeOfNewest(box.current, newest.current);
    scroll(scrollTop === put.current ? place : Math.max(scrollTop, place));
  };
  const onScroll = ({ target }) => {
    const near = placeOfNewest(target, newest.current) - target.scrollTop < 90;
    setFollows((did) => near || (did && target.scrollTop === put.current));
  };
  useLayoutEffect(() => {
    if (follows) toNewest();
  }, [state]);
  const sent = useRef(0);
  useEffect(() => {
    if (state.pending.length > sent.current) toEnd();
    sent.current = state.pending.length;
  }, [state.pending]);
  useEffect(() => {
    const follow = () => box.current?.dataset.follows === 'true' && toNewest();
    const watcher = new ResizeObserver(() => whenStill(follow));
    watcher.observe(box.current);
    watcher.observe(box.current.firstElementChild);
    return () => watcher.disconnect();
  }, []);

  const waiting = state.pending.length > 0;
  const chips = options(state);
  const why = reason(state);
  return html`<div class="thread-frame">
    <div class="thread" id="thread" ref=${box} onScroll=${onScroll} data-follows=${follows} tabindex="0" role="log"
      aria-label=${t('page.chat.label')} aria-busy=${waiting}>
      <div class="column">
        ${state.items.every(({ kind }) => kind === 'note') && !waiting && html`<${Welcome} practice=${practice} onSay=${onSay} />`}
        ${state.items.map(
          (item) => html`<${Item} key=${item.key} item=${item} state=${state} practice=${practice} onSay=${onSay} onCall=${toEnd} />`,
        )}
        ${state.pending.map((text, index) => html`<${Bubble} key=${`pending:${index}`} role="user" text=${text} pending />`)}
        ${waiting && html`<p class="thinking"><span class="unseen">${t('page.chat.thinking')}</span><i></i><i></i><i></i></p>`}
        ${!waiting && chips.length > 0 && html`<${Chips} options=${chips} onSay=${onSay} />`}
        ${!waiting && why && html`<details class="why" key=${why}><summary>${t('page.chips.why')}</summary><p dir="auto">${why}</p></details>`}
      </div>
    </div>
    ${!follows &&
    html`<button class="jump" type="button" onClick=${toEnd}><${Down} />${t('page.chat.jump')}</button>`}
  </div>`;
}

/** How far the thread is scrolled when it shows its newest item. */
function placeOfNewest(box, kind) {
  const end = box.scrollHeight - box.clientHeight;
  const card = ['plan', 'end'].includes(kind) && [...box.querySelectorAll('.card')].at(-1);
  return card ? Math.min(end, box.scrollTop + card.getBoundingClientRect().top - box.getBoundingClientRect().top - GAP) : end;
}

/** With `open` what a card can hide is shown; `full`: on the errand's own page, to which nothing leads then. */
export function Item({ item, state, practice, onSay, onCall, open, full }) {
  const task = state.tasks[item.task];
  const Card = { plan: cards.PlanCard, call: cards.CallCard, end: cards.EndCard }[item.kind];
  if (Card) return html`<${Card} task=${task} practice=${practice} onSay=${onSay} onCall=${onCall} open=${open} full=${full} />`;
  if (item.kind === 'message') return html`<${Bubble} role=${item.role} text=${item.text} />`;
  return item.kind === 'note' && html`<${Note} item=${item} />`;
}

function Bubble({ role, text, pending = false }) {
  const mine = role === 'user';
  return html`<div class=${`bubble ${mine ? 'mine' : 'theirs'}${pending ? ' pending' : ''}`}>
    <span class="unseen">${mine ? t('page.chat.you') : t('page.chat.assistant')} </span>
    <${Said} text=${text} />
  </div>`;
}

function Chips({ options, onSay }) {
  return html`<div class="chips" role="group" aria-label=${t('page.chips.label')}>
    ${options.map((text) => html`<button key=${text} class="chip" type="button" onClick=${() => onSay(text)}>
      <span dir="auto">${text}</span>
    </button>`)}
  </div>`;
}

function Note({ item }) {
  const [undone, setUndone] = useState(false);
  const [error, setError] = useState(null);
  const undo = () => api.undo(item.seq).then(() => setUndone(true), (refused) => setError(refused.message));
  return html`<div class="note">
    <${Said} text=${item.text} />
    ${item.undoable && !undone &&
    html`<button class="link" type="button" onClick=${undo}>${t('page.saved.undo')}</button>`}
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </div>`;
}

const EXAMPLES = [
  { label: 'page.example.order.label', text: 'page.example.order.text' },
  { label: 'page.example.table.label', text: 'page.example.table.text' },
  { label: 'page.example.price.label', text: 'page.example.price.text' },
];

function Welcome({ practice, onSay }) {
  return html`<div class="welcome">
    <p class="hello">${t('page.welcome.title')}</p>
    <p>${practice ? t('page.welcome.practice') : t('page.welcome.real')}</p>
    ${practice &&
    html`<div class="examples" role="group" aria-label=${t('page.example.heading')}>
      ${EXAMPLES.map(
        ({ label, text }) => html`<button key=${label} type="button" onClick=${() => onSay(t(text))}>
          <b>${t(label)}</b>
          <span>${t(text)}</span>
        </button>`,
      )}
    </div>`}
  </div>`;
}
