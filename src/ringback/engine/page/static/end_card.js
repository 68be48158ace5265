// How the errand ended: what was agreed with the words that say it, the recording, or why it failed and what to do.
import { html, useRef } from './html.js';
import { Again, Check, Cross, Play, Query } from './icons.js';
import { callee } from './store.js';
import { minutes, t } from './words.js';

const ENDS = {
  succeeded: { title: 'page.end.succeeded', Icon: Check },
  unconfirmed: { title: 'page.end.unconfirmed', Icon: Query },
  failed: { title: 'page.end.failed', Icon: Cross },
};

export function EndCard({ task, onSay }) {
  const { end } = task;
  const { title, Icon } = ENDS[end.status] ?? ENDS.failed;
  const player = useRef(null);
  const playFrom = (ms) => {
    player.current.currentTime = ms / 1000;
    player.current.play();
  };
  return html`<article class=${`card end ${end.status}`} aria-labelledby=${`end-${task.id}`}>
    <div class="card-head">
      <h2 id=${`end-${task.id}`}><span class="badge"><${Icon} /></span>${t(title)}</h2>
      <span class="about" dir="auto">${callee(task).name}</span>
    </div>
    ${(end.status !== 'succeeded' || !end.facts?.length) && html`<p class="lead" dir="auto">${end.doubts?.length || end.calls ? end.text.split('\n')[0] : end.text}</p>`}
    ${end.calls && html`<${Calls} calls=${end.calls} />`}
    ${end.doubts?.length > 0 && html`<h3>${t('page.end.doubts')}</h3>
      <${Facts} facts=${end.doubts} playFrom=${end.recording ? playFrom : null} />`}
    ${end.facts?.length > 0 && html`<${Facts} facts=${end.facts} playFrom=${end.recording ? playFrom : null} />`}
    ${end.recording &&
    html`<figure class="recording">
      <figcaption>${t('page.end.recording')}</figcaption>
      <audio ref=${player} controls preload="metadata" src=${end.recording} dir="ltr"
        aria-label=${t('page.end.recording')}></audio>
    </figure>`}
    ${end.cost?.total_usd > 0 && html`<p class="hint cost">${t('page.end.cost', { cost: dollars(end.cost.total_usd) })}</p>`}
    ${end.retryable && task.plan && html`<${Retry} task=${task} onSay=${onSay} />`}
  </article>`;
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

function Retry({ task, onSay }) {
  const goal = task.plan.fields.find((field) => field.key === 'goal')?.value;
  const { name, number } = callee(task);
  const again = goal ? t('page.retry.text', { name: name || number, goal }) : task.plan.summary;
  return html`<div class="chips">
    <button class="chip" type="button" onClick=${() => onSay(again)}>
      <${Again} />${t('page.retry.label')}
    </button>
  </div>`;
}

/** A price in dollars, left to right in any line; never nothing when something was spent. */
function dollars(usd) {
  return `\u2066$${Math.max(usd, 0.01).toFixed(2)}\u2069`;
}
