// How the errand ended: what was agreed with the words that say it, the recording, what can be done now.
import { html, useState } from './html.js';
import * as cards from './cards_api.js';
import { Copy } from './card_icons.js';
import { NextSteps } from './next_steps.js';
import { Check, Cross, Play, Query } from './icons.js';
import { playFrom } from './play_from.js';
import { pathOf } from './places.js';
import { Player } from './player.js';
import { SaveNumber } from './save_number.js';
import { callee } from './store.js';
import { minutes, t } from './words.js';

const ENDS = {
  succeeded: { title: 'page.end.succeeded', Icon: Check },
  unconfirmed: { title: 'page.end.unconfirmed', Icon: Query },
  failed: { title: 'page.end.failed', Icon: Cross },
};

/** Calls that asked and hold nothing; `end.offer` says how to go on. */
const ONLY_ASKED = { title: 'page.end.asked', Icon: Check };

export function EndCard({ task, practice, onSay, full = false }) {
  const { end } = task;
  const { title, Icon } = end.offer ? ONLY_ASKED : (ENDS[end.status] ?? ENDS.failed);
  const { name, number } = callee(task);
  const play = end.recording ? (ms) => playFrom(task.id, ms) : null;
  return html`<article class=${`card end ${end.status}`} aria-labelledby=${`end-${task.id}`}>
    <div class="card-head">
      <h2 id=${`end-${task.id}`}><span class="badge"><${Icon} /></span>${t(title)}</h2>
      <span class="about" dir="auto">${name}</span>
    </div>
    ${(end.status !== 'succeeded' || !end.facts?.length || end.offer) && html`<p class="lead" dir="auto">${lead(end)}</p>`}
    ${end.calls && html`<${Calls} calls=${end.calls} />`}
    ${end.doubts?.length > 0 && html`<h3>${t('page.end.doubts')}</h3><${Facts} facts=${end.doubts} playFrom=${play} />`}
    ${end.facts?.length > 0 && html`<${Facts} facts=${end.facts} playFrom=${play} />`}
    ${asked(end).map((line) => html`<p key=${line} class="hint" dir="auto">${line}</p>`)}
    ${end.recording && html`<${Player} task=${task} src=${end.recording} callee=${name} />`}
    <${NextSteps} task=${task} practice=${practice} onSay=${onSay} />
    ${!name && number && end.status === 'succeeded' && html`<${SaveNumber} task=${task} number=${number} />`}
    <footer class="end-foot">
      ${end.status !== 'failed' && html`<${Rating} task=${task} />`}
      <${Reference} id=${task.id} full=${full} />
      ${end.cost?.total_usd !== undefined && html`<span class="hint cost">${cost(end.cost.total_usd)}</span>`}
    </footer>
  </article>`;
}

/** What was asked beside what they were heard to say. */
function asked({ status, text, calls }) {
  return status === 'succeeded' && !calls ? text.split('\n').slice(1) : [];
}

/** The sentence; what else was told of it stands in the card itself. */
function lead({ text, doubts, calls }) {
  return doubts?.length || calls ? text.split('\n')[0] : text;
}

/** The table of several calls: who, and what it came to; the one that was taken stands out. */
function Calls({ calls }) {
  return html`<table class="calls"><tbody>
    ${calls.map(
      (row, index) => html`<tr key=${index} class=${row.chosen ? 'chosen' : ''}>
        <th scope="row" dir="auto">${row.callee}</th>
        <td dir="auto">${row.result}</td>
      </tr>`,
    )}
  </tbody></table>`;
}

function Facts({ facts, playFrom }) {
  return html`<dl class="facts">
    ${facts.map(
      (fact) => html`<div key=${fact.key}>
        <dt>${fact.label}</dt>
        <dd>
          <strong><bdi>${fact.value}</bdi></strong>
          ${fact.quote && html`<q dir="auto">${fact.quote}</q>`}
          ${fact.quote && playFrom && Number.isFinite(fact.t) &&
          html`<button class="from" type="button" onClick=${() => playFrom(fact.t)}
            aria-label=${t('page.end.play_from', { time: minutes(fact.t) })}>
            <${Play} /><bdi dir="ltr">${minutes(fact.t)}</bdi>
          </button>`}
        </dd>
      </div>`,
    )}
  </dl>`;
}

/** Whether what is told is what really came of it; it feeds the figures of success. */
function Rating({ task }) {
  const [error, setError] = useState(null);
  const say = (right) => cards.rate(task.id, right).then(() => setError(null), (refused) => setError(refused.message));
  const id = `rated-${task.id}`;
  return html`<div class="rating" role="group" aria-labelledby=${id}>
    <span id=${id}>${t('pages.card.right')}</span>
    <button class="chip" type="button" aria-pressed=${task.rated === true} onClick=${() => say(true)}>${t('pages.card.yes')}</button>
    <button class="chip" type="button" aria-pressed=${task.rated === false} onClick=${() => say(false)}>${t('pages.card.no')}</button>
    ${task.rated !== undefined && html`<span class="hint" role="status">${t('pages.card.thanks')}</span>`}
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </div>`;
}

/** What to name when somebody looks into the log. */
function Reference({ id, full }) {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard?.writeText(id).then(() => setCopied(true), () => {});
  return html`<span class="reference">
    ${full ? t('pages.card.reference') : html`<a class="link" href=${pathOf(id)}>${t('pages.call.open')}</a>`}
    <bdi dir="ltr">${id}</bdi>
    <button class="round quiet" type="button" onClick=${copy} aria-label=${copied ? t('pages.card.copied') : t('pages.card.copy')}>
      ${copied ? html`<${Check} />` : html`<${Copy} />`}
    </button>
  </span>`;
}

/** A price in dollars, left to right in any line; never nothing when something was spent. */
function cost(usd) {
  return usd ? t('page.end.cost', { cost: `\u2066$${Math.max(usd, 0.01).toFixed(2)}\u2069` }) : t('pages.card.free');
}
