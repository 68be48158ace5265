// The call while it lives: how far it is, what both sides say, and a hang-up that really hangs up.
import { html, useEffect, useState } from './html.js';
import { HangUp } from './icons.js';
import * as api from './api.js';
import { pathOf } from './places.js';
import { playFrom } from './play_from.js';
import { sheet } from './sheet.js';
import { Since } from './since.js';
import { STATUSES } from './statuses.js';
import { callee, live } from './store.js';
import { Transcript } from './transcript.js';
import { Waiting } from './waiting_card.js';
import { instant, minutes, t } from './words.js';

/** What a call can be in once somebody or something has picked up. */
const PICKED_UP = ['answered', 'ivr', 'on_hold', 'screening', 'voicemail'];

/** While it lives a card; then a line that opens to what was said, and stays open for whoever watched it. */
export function CallCard({ task, open = false, full = false }) {
  const going = live(task);
  const [watched] = useState(going);
  if (task.status === 'scheduled') return html`<${Waiting} task=${task} />`;
  return going ? html`<${Going} task=${task} full=${full} />` : html`<${Over} task=${task} open=${watched || open} />`;
}

function facts(task) {
  const seen = task.call?.seen ?? [];
  const answered = seen.find((step) => PICKED_UP.includes(step.status));
  const over = seen.find((step) => step.status === 'ended');
  return {
    seen,
    turns: task.call?.turns ?? [],
    notes: task.call?.notes ?? [],
    ...callee(task),
    from: answered?.ts,
    to: over?.ts,
  };
}

function Going({ task, full }) {
  const { seen, turns, notes, name, number, from } = facts(task);
  const several = Object.entries(task.calls ?? {});
  const question = [task.call, ...several.map(([, call]) => call)].find((call) => call?.question)?.question;
  const parts = useParts();
  return html`<article class="card call" aria-labelledby=${`call-${task.id}`}>
    <div class="card-head" aria-live="off">
      <h2 id=${`call-${task.id}`}>
        <span class="pulse"></span>
        <span dir="auto">${(!full && name) || t('page.call.title')}</span>
      </h2>
      ${number && html`<bdi dir="ltr" class="number">${number}</bdi>`}
      ${from && html`<${Elapsed} from=${from} />`}
      ${!full && html`<a class="link" href=${pathOf(task.id)}>${t('pages.call.open')}</a>`}
    </div>
    ${several.length === 0 && html`<${Timeline} seen=${seen} digits=${task.call?.digits} />`}
    ${several.length === 0 && html`<${Transcript} turns=${turns} notes=${notes} callee=${name} live />`}
    ${parts && several.map(([place, call]) => html`<${parts.OneOfSeveral} key=${place} call=${call} />`)}
    ${parts && question && html`<${parts.AskCard} key=${question.question_id} task=${task} question=${question} />`}
    ${parts && from && html`<${parts.SteerBox} task=${task} />`}
    ${parts && from && several.length === 0 && html`<${parts.Listen} task=${task} callee=${name} />`}
    ${parts && !question && html`<${parts.Offer} />`}
    <${Stop} task=${task} talking=${Boolean(from)} />
  </article>`;
}

/** What only a running call needs; loaded when one begins, so that the first page stays light. */
function useParts() {
  const [parts, setParts] = useState(null);
  useEffect(() => {
    sheet('/static/in_call.css');
    Promise.all([import('./ask_card.js'), import('./steer_box.js'), import('./several.js'), import('./listen.js'), import('./notify.js')]).then((all) =>
      setParts(Object.assign({}, ...all)),
    );
  }, []);
  return parts;
}

function Over({ task, open }) {
  const { turns, notes, name, from, to } = facts(task);
  const line = html`
    <${HangUp} />
    <span class="frozen-line">
      ${t('page.call.over')}
      <span class="about" dir="auto">${name}</span>
      ${from && to && html`<bdi dir="ltr" class="about elapsed">${minutes(instant(to) - instant(from))}</bdi>`}
    </span>
  `;
  if (!turns.length) return html`<div class="card frozen off"><p class="line">${line}</p></div>`;
  return html`<details class="card frozen off" open=${open}>
    <summary class="line">${line}</summary>
    <${Transcript} turns=${turns} notes=${notes} callee=${name} fromEnd=${open}
      onSeek=${task.end?.recording && ((ms) => playFrom(task.id, ms))} />
  </details>`;
}

function Elapsed({ from }) {
  return html`<span class="elapsed" role="timer" aria-live="off">
    <span class="unseen">${t('page.call.elapsed')} </span><${Since} from=${from} />
  </span>`;
}

export function Timeline({ seen, digits }) {
  const up = seen.findLast((step) => PICKED_UP.includes(step.status)) ?? { status: 'answered' };
  const steps = ['queued', 'dialing', 'ringing', up.status, 'ended'];
  const at = Math.max(0, steps.indexOf(seen.at(-1)?.status));
  return html`<ol class="timeline" aria-label=${t('page.call.progress')} aria-live="off">
    ${steps.map(
      (step, index) => html`<li key=${index} class=${index < at ? 'done' : index === at ? 'now' : ''}
        aria-current=${index === at ? 'step' : null}>
        ${step === 'ivr' && digits ? t('page.status.pressing', { digits }) : t(STATUSES[step])}
        ${step === 'on_hold' && index === at && html` <${Since} from=${up.ts} />`}
      </li>`,
    )}
  </ol>`;
}

/** Once somebody is on the line it is asked whether to cut them off; the second press is the hang-up. */
function Stop({ task, talking }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const press = (event) => {
    if (event.detail > 1 && talking) return;
    if (talking && !asking) setAsking(true);
    else stop();
  };
  const stop = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await api.hangUp(task.id);
    } catch (refused) {
      setBusy(false);
      setAsking(false);
      setError(refused.message);
    }
  };
  return html`<div class="buttons end">
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
    ${asking && html`<p class="sure" role="alert">${t('pages.card.hang_up_sure')}</p>
      <button class="plain" type="button" aria-disabled=${busy} onClick=${() => setAsking(false)}>${t('pages.card.talk_on')}</button>`}
    <button key="hang-up" class="danger" type="button" aria-disabled=${busy} onClick=${press}>
      <${HangUp} />${busy ? t('page.call.hanging_up') : t('page.call.hang_up')}
    </button>
  </div>`;
}
