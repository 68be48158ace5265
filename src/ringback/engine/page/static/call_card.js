// The call while it lives: how far it is, what both sides say, and a hang-up that really hangs up.
import { html, useEffect, useState } from './html.js';
import { HangUp } from './icons.js';
import * as api from './api.js';
import { callee, live } from './store.js';
import { Transcript } from './transcript.js';
import { instant, minutes, t } from './words.js';

export const STATUSES = {
  queued: 'page.status.queued',
  dialing: 'page.status.dialing',
  ringing: 'page.status.ringing',
  answered: 'page.status.answered',
  voicemail: 'page.status.voicemail',
  ended: 'page.status.ended',
};

/** While it lives a card; then a line that opens to what was said, and stays open for whoever watched it. */
export function CallCard({ task }) {
  const going = live(task);
  const [watched] = useState(going);
  return going ? html`<${Going} task=${task} />` : html`<${Over} task=${task} open=${watched} />`;
}

function facts(task) {
  const seen = task.call?.seen ?? [];
  const answered = seen.find((step) => step.status === 'answered' || step.status === 'voicemail');
  const over = seen.find((step) => step.status === 'ended');
  return {
    seen,
    turns: task.call?.turns ?? [],
    ...callee(task),
    from: answered?.ts,
    to: over?.ts,
  };
}

function Going({ task }) {
  const { seen, turns, name, number, from } = facts(task);
  return html`<article class="card call" aria-labelledby=${`call-${task.id}`}>
    <div class="card-head" aria-live="off">
      <h2 id=${`call-${task.id}`}>
        <span class="pulse"></span>
        <span dir="auto">${name || t('page.call.title')}</span>
      </h2>
      ${number && html`<bdi dir="ltr" class="number">${number}</bdi>`}
      ${from && html`<${Elapsed} from=${from} />`}
    </div>
    <${Timeline} seen=${seen} />
    <${Transcript} turns=${turns} callee=${name} live />
    <${Stop} task=${task} />
  </article>`;
}

function Over({ task, open }) {
  const { turns, name, from, to } = facts(task);
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
    <${Transcript} turns=${turns} callee=${name} fromEnd=${open} />
  </details>`;
}

function Elapsed({ from }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return html`<span class="elapsed" role="timer" aria-live="off">
    <span class="unseen">${t('page.call.elapsed')} </span><bdi dir="ltr">${minutes(now - instant(from))}</bdi>
  </span>`;
}

function Timeline({ seen }) {
  const machine = seen.some((step) => step.status === 'voicemail');
  const steps = ['queued', 'dialing', 'ringing', machine ? 'voicemail' : 'answered', 'ended'];
  const at = Math.max(0, steps.indexOf(seen.at(-1)?.status));
  return html`<ol class="timeline" aria-label=${t('page.call.progress')} aria-live="off">
    ${steps.map(
      (step, index) => html`<li key=${step} class=${index < at ? 'done' : index === at ? 'now' : ''}
        aria-current=${index === at ? 'step' : null}>
        ${t(STATUSES[step])}
      </li>`,
    )}
  </ol>`;
}

function Stop({ task }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const stop = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await api.hangUp(task.id);
    } catch (refused) {
      setBusy(false);
      setError(refused.message);
    }
  };
  return html`<div class="buttons end">
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
    <button class="danger" type="button" aria-disabled=${busy} onClick=${stop}>
      <${HangUp} />${busy ? t('page.call.hanging_up') : t('page.call.hang_up')}
    </button>
  </div>`;
}
