// One errand on a page of its own: its call while it lives and afterwards, what came of it, its plan, and its particulars.
import { html, useEffect, useState } from '../html.js';
import { sheet } from '../sheet.js';
import { callee, live } from '../store.js';
import { Item } from '../thread.js';
import { figure, instant, minutes, moment, phone, t } from '../words.js';
import { beginning, useJournal, useSpot } from './opened.js';
import { Failure, Waiting } from './parts.js';
import { journal } from './requests.js';

export const styled = Promise.all(['/static/pages/history.css', '/static/pages/call.css'].map(sheet));

export function Body(given) {
  const id = decodeURIComponent(location.pathname.split('/')[2]);
  return html`<${Errand} key=${location.pathname + location.search} id=${id} ...${given} />`;
}

function Errand({ id, first: { practice }, watch, onSay }) {
  const { state, error } = useJournal({ task: id }, watch);
  const shown = useSpot(new URLSearchParams(location.search), state);
  const task = state?.tasks[id];
  const { name, number } = task ? callee(task) : {};
  const title = name || number || t('page.nav.call');
  useEffect(() => {
    document.title = `Ringback · ${title}`;
  }, [title]);
  const of = (...kinds) => state.items.filter((item) => kinds.includes(item.kind));
  const items = (list) => list.map((item) => html`<div class="spot" key=${item.key} data-key=${item.key} tabindex="-1">
    <${Item} item=${item} state=${state} practice=${practice} onSay=${onSay} open=${item.kind === 'call'} full />
  </div>`);
  const talk = state && !task?.plan ? of('message') : [];

  return html`
    <p><a class="back" href="/history">${t('pages.history.back')}</a></p>
    <h1 tabindex="-1"><bdi>${title}</bdi></h1>
    <${Failure} message=${error} />
    ${!state && !error && html`<${Waiting} />`}
    ${state && state.items.length === 0 && html`<p class="hint">${t('pages.history.gone')}</p>`}
    ${state && html`<div class=${task && live(task) ? 'call-page live' : 'call-page'} ref=${shown}>
      <div class="call-main">${items([...talk, ...of('note', 'call')])}</div>
      <div class="call-side">
        ${items(of('end'))}
        ${items(of('plan'))}
        ${task?.call && html`<${Particulars} task=${task} practice=${practice} />`}
      </div>
    </div>`}
    ${state?.conversation && html`<p>
      <a class="back" href=${`/history?${new URLSearchParams({ conversation: state.conversation, at: beginning(state) })}`}>
        ${t('pages.history.whole')}</a>
    </p>`}
  `;
}

/** What whoever looks into it wants to name: when, how long, what it cost and of what, and all that is known as JSON. */
function Particulars({ task, practice }) {
  const [error, setError] = useState(null);
  const { seen } = task.call;
  const answered = seen.find(({ status }) => status === 'answered');
  const ended = seen.find(({ status }) => status === 'ended');
  const { number } = callee(task);
  const waits = silences(task.call.turns);
  const { total_usd: total, model_usd: model, telephony_usd: telephony } = task.end?.cost ?? {};
  const rows = [
    [t('pages.call.number'), number && html`<bdi dir="ltr">${phone(number)}</bdi>`],
    [t('pages.call.begun'), task.confirmedAt && moment(task.confirmedAt)],
    [t('pages.call.rang'), answered && seen[0] && apart(seen[0].ts, answered.ts)],
    [t('pages.call.lasted'), answered && ended && apart(answered.ts, ended.ts)],
    [t('pages.call.answers'), waits.length > 0 && html`<bdi>${seconds(waits[Math.floor(waits.length / 2)])} · ${seconds(waits.at(-1))}</bdi>`],
    [t('pages.call.phone_cost'), total > 0 && dollars(telephony)],
    [t('pages.call.voice_cost'), total > 0 && dollars(model)],
    [t('pages.call.total_cost'), total !== undefined && (total ? dollars(total) : t('pages.card.free'))],
    [t('pages.call.reason'), task.end && html`<code dir="ltr">${task.end.reason}</code>`],
    [t('pages.call.sid'), task.call.sid && html`<code dir="ltr">${task.call.sid}</code>`],
  ];
  return html`<details class="panel particulars">
    <summary><h2>${t('pages.call.particulars')}</h2>${practice && html`<span class="tag">${t('pages.call.practice')}</span>`}</summary>
    <dl class="fields">
      ${rows.filter(([, value]) => value).map(([label, value]) => html`<div key=${label}><dt>${label}</dt><dd>${value}</dd></div>`)}
    </dl>
    <p><button class="link" type="button" onClick=${() => save(task.id).then(() => setError(null), (refused) => setError(refused.message))}>
      ${t('pages.call.json')}</button></p>
    <${Failure} message=${error} />
  </details>`;
}

/** All entries of the journal about the errand, as a file. */
async function save(id) {
  const file = new Blob([JSON.stringify(await journal({ task: id }), null, 1)], { type: 'application/json' });
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(file), download: `ringback-${id}.json` });
  link.click();
  URL.revokeObjectURL(link.href);
}

/** How long it was silent before the assistant answered, in ms, the shortest first. */
const silences = (turns) =>
  turns
    .map((turn, at) => turn.who === 'agent' && turns[at - 1]?.who === 'callee' && turn.t0 - turns[at - 1].t1)
    .filter((ms) => ms !== false && ms >= 0)
    .sort((one, other) => one - other);

const seconds = (ms) => figure(ms / 1000, { style: 'unit', unit: 'second', unitDisplay: 'narrow', maximumFractionDigits: 2 });
const apart = (from, to) => html`<bdi dir="ltr">${minutes(instant(to) - instant(from))}</bdi>`;
const dollars = (usd = 0) => html`<bdi dir="ltr">${figure(usd, { style: 'currency', currency: 'USD', maximumFractionDigits: 3 })}</bdi>`;
