// For the operator: the calls that are on, and how the errands of the last time went, in figures and charts.
import { html, useState } from '../html.js';
import { pathOf } from '../places.js';
import { sheet } from '../sheet.js';
import { clock, date, figure, t } from '../words.js';
import { Board, useBoard } from './board.js';
import { Chart } from './chart.js';
import { Failure, Waiting, useAnswer, useVersion } from './parts.js';
import { analytics } from './requests.js';

const SPANS = { 24: 'pages.history.day', 168: 'pages.history.week', 720: 'pages.history.month' };
const ENDS = new Set(['task.outcome', 'task.failed', 'task.cancelled']);

export const styled = sheet('/static/pages/ops.css');

export function Body({ watch }) {
  const [hours, setHours] = useState(24);
  const version = useVersion(watch, ({ type }) => ENDS.has(type));
  const { rows, error: away } = useBoard(watch);
  const { data, error } = useAnswer(() => analytics(hours), [hours, version]);

  return html`
    <h1 tabindex="-1">${t('page.nav.ops')}</h1>
    <${Failure} message=${error ?? away} />
    ${(!data || !rows) && !error && !away && html`<${Waiting} />`}
    ${data && rows && html`<${Tiles} total=${data.total} on=${rows.size} />`}
    ${rows && html`<section class="panel" aria-labelledby="board">
      <h2 id="board">${t('pages.ops.board')} <span class="tag">${figure(rows.size)}</span></h2>
      <${Board} rows=${rows} />
    </section>`}
    <div class="chips" role="group" aria-label=${t('pages.history.period')}>
      ${Object.entries(SPANS).map(
        ([span, label]) => html`<button key=${span} class="chip filter" type="button" aria-pressed=${hours === Number(span)}
          onClick=${() => setHours(Number(span))}>${t(label)}</button>`,
      )}
    </div>
    ${data && html`<${Charts} ...${data} />`}
    ${data && html`<${Failures} failures=${data.failures} />`}
  `;
}

const share = (rate) => (rate === null ? '–' : figure(rate, { style: 'percent', maximumFractionDigits: 0 }));
const dollars = (usd) => figure(usd, { style: 'currency', currency: 'USD' });
const seconds = (ms) => figure(ms / 1000, { style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 2 });

function Tiles({ total, on }) {
  const tried = total.succeeded + total.unconfirmed + total.failed;
  const tiles = [
    [t('pages.ops.on'), figure(on)],
    [t('pages.ops.success'), share(total.success_rate), t('pages.ops.of', { count: tried })],
    [t('pages.ops.answer'), total.answer_p50_ms === null ? '–' : seconds(total.answer_p50_ms), t('pages.ops.median')],
    [t('pages.ops.cost'), dollars(total.cost_usd)],
    [t('pages.ops.look'), figure(total.failed + total.unconfirmed), t('pages.ops.look_at')],
  ];
  return html`<dl class="tiles">
    ${tiles.map(([name, value, more]) => html`<div key=${name} class="panel">
      <dt>${name}</dt>
      <dd><bdi>${value}</bdi></dd>
      ${more && html`<dd class="about">${more}</dd>`}
    </div>`)}
  </dl>`;
}

function Charts({ steps, step_seconds: step }) {
  const times = steps.map(({ at }) => Date.parse(at) / 1000);
  const tick = (at) => (step < 24 * 3600 ? clock(at) : date(at));
  const of = (key) => steps.map((one) => one[key]);
  const shared = { times, tick };
  return html`<div class="charts">
    <${Chart} ...${shared} title=${t('pages.ops.errands')} whole write=${(value) => figure(value, { maximumFractionDigits: 0 })} series=${[
      { label: t('pages.history.failed'), colour: 'danger', values: of('failed'), bars: true },
      { label: t('pages.history.unconfirmed'), colour: 'amber', values: of('unconfirmed'), bars: true },
      { label: t('pages.history.succeeded'), colour: 'accent', values: of('succeeded'), bars: true },
    ]} />
    <${Chart} ...${shared} title=${t('pages.ops.answer')} write=${seconds} series=${[
      { label: t('pages.ops.half'), colour: 'accent', values: of('answer_p50_ms') },
      { label: t('pages.ops.most'), colour: 'amber', values: of('answer_p95_ms') },
    ]} />
    <${Chart} ...${shared} title=${t('pages.ops.cost')} write=${dollars} series=${[
      { label: t('pages.ops.cost'), colour: 'accent', values: of('cost_usd'), bars: true },
    ]} />
  </div>`;
}

const LABELS = { failed: 'pages.history.failed', unconfirmed: 'pages.history.unconfirmed' };

function Failures({ failures }) {
  const most = Math.max(...failures.map(({ count }) => count), 1);
  return html`<section class="panel" aria-labelledby="failures">
    <h2 id="failures">${t('pages.ops.failures')}</h2>
    ${failures.length === 0 && html`<p class="hint">${t('pages.ops.no_failures')}</p>`}
    <ul class="reasons">
      ${failures.map(
        ({ status, reason, label, count, tasks }) => html`<li key=${`${status}:${reason}`}>
          <span class="reason"><span class=${`tag ${status}`}>${t(LABELS[status])}</span> <span dir="auto">${label}</span></span>
          <meter class="share" min="0" max=${most} value=${count} aria-label=${label}></meter>
          <b>${figure(count)}</b>
          <span class="deeds">${tasks.map(
            (task, index) => html`<a class="link" key=${task} href=${pathOf(task)}
              aria-label=${t('pages.ops.example_of', { name: label, count: index + 1 })}>${figure(index + 1)}</a>`,
          )}</span>
        </li>`,
      )}
    </ul>
  </section>`;
}
