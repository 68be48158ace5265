// History: every errand and talk, found by its words; one opened shows its plan, what was said, how it ended.
import { html, useEffect, useRef, useState } from '../html.js';
import { go, pathOf } from '../places.js';
import { sheet } from '../sheet.js';
import { t } from '../words.js';
import { Opened } from './opened.js';
import { Failure, Marked, Waiting, When, useAnswer, useVersion } from './parts.js';
import { search, searchPath } from './requests.js';

export const styled = sheet('/static/pages/history.css');

const STEP = 50;
const PAUSE = 180;
const DAY = 24 * 3600 * 1000;

const KINDS = {
  succeeded: { label: 'pages.history.succeeded', of: ['succeeded'] },
  unconfirmed: { label: 'pages.history.unconfirmed', of: ['unconfirmed'] },
  failed: { label: 'pages.history.failed', of: ['failed'] },
  cancelled: { label: 'pages.history.cancelled', of: ['cancelled'] },
  open: { label: 'pages.history.open', of: ['draft', 'proposed', 'confirmed', 'scheduled', 'in_call'] },
  talk: { label: 'pages.history.talk', of: ['talk'] },
};
const PERIODS = {
  '': 'pages.history.ever',
  1: 'pages.history.day',
  7: 'pages.history.week',
  30: 'pages.history.month',
};

const kindOf = (status) => Object.keys(KINDS).find((kind) => KINDS[kind].of.includes(status));

export function Body(given) {
  const query = new URLSearchParams(location.search);
  if (query.has('conversation')) {
    return html`<${Opened} key=${location.search} query=${query} ...${given} />`;
  }
  return html`<${List} query=${query} watch=${given.watch} />`;
}

/** The search as it stands in the address, so that it can be kept, sent and gone back to. */
function List({ query, watch }) {
  const version = useVersion(watch, ({ type }) => !type.startsWith('call.'));
  const wanted = { q: query.get('q') ?? '', kind: query.get('kind') ?? '', days: query.get('days') ?? '' };
  const [limit, setLimit] = useState(STEP);
  const change = (changed) => {
    const kept = Object.entries({ ...wanted, ...changed }).filter(([, value]) => value);
    setLimit(STEP);
    go(`/history${kept.length ? `?${new URLSearchParams(kept)}` : ''}`, { instead: true });
  };
  const meant = () => ({
    q: wanted.q,
    status: KINDS[wanted.kind]?.of ?? [],
    since: wanted.days && new Date(Date.now() - wanted.days * DAY).toISOString(),
    limit,
  });
  const { data, error, busy } = useAnswer(() => search(meant()), [wanted.q, wanted.kind, wanted.days, limit, version]);
  const asked = wanted.q || wanted.kind || wanted.days;

  return html`
    <h1 tabindex="-1">${t('page.nav.history')}</h1>
    <search class="finder">
      <${Box} q=${wanted.q} onChange=${(q) => change({ q })} />
      <div class="chips" role="group" aria-label=${t('pages.history.kinds')}>
        ${Object.entries(KINDS).map(
          ([kind, { label }]) => html`<button key=${kind} class="chip filter" type="button"
            aria-pressed=${wanted.kind === kind} onClick=${() => change({ kind: wanted.kind === kind ? '' : kind })}>
            ${t(label)}
          </button>`,
        )}
        <select class="chip" aria-label=${t('pages.history.period')} value=${wanted.days}
          onChange=${({ target }) => change({ days: target.value })}>
          ${Object.entries(PERIODS).map(([days, label]) => html`<option key=${days} value=${days}>${t(label)}</option>`)}
        </select>
      </div>
    </search>
    <${Failure} message=${error} />
    ${!data && !error && html`<${Waiting} />`}
    ${data && html`
      <p class="hint" role="status">${told(data, asked)}</p>
      <ol class="results" aria-busy=${busy}>
        ${data.results.map((one) => html`<${Row} key=${one.task_id ?? one.conversation_id} found=${one} />`)}
      </ol>
      ${data.more && html`<div class="chips"><button class="chip" type="button" onClick=${() => setLimit(Math.min(200, limit + STEP))}>
        ${t('pages.history.more')}</button></div>`}
      ${data.results.length > 0 && html`<p><a class="back" href=${searchPath(meant())} download="ringback-history.json">
        ${t('pages.history.export')}</a></p>`}
    `}
  `;
}

function told({ results, more }, asked) {
  if (results.length) return t(more ? 'pages.history.newest' : 'pages.history.count', { count: results.length });
  return asked ? t('pages.history.nothing') : t('pages.history.empty');
}

/** Searches while one types, a moment after the last letter; what is typed is never overwritten. */
function Box({ q, onChange }) {
  const [text, setText] = useState(q);
  const waiting = useRef(0);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const type = ({ target }) => {
    setText(target.value);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => onChange(target.value.trim()), PAUSE);
  };
  const now = (event) => {
    event.preventDefault();
    clearTimeout(waiting.current);
    onChange(text.trim());
  };
  return html`<form role="search" onSubmit=${now}>
    <label class="unseen" for="find">${t('pages.history.find')}</label>
    <input id="find" type="search" dir="auto" enterkeyhint="search" autocomplete="off" maxlength="200"
      placeholder=${t('pages.history.find')} value=${text} onInput=${type} />
  </form>`;
}

function Row({ found }) {
  const kind = kindOf(found.status);
  const title = found.callee || found.phone_number;
  return html`<li class="result">
    <p class="result-head">
      <span class=${`tag ${kind}`}>${t(KINDS[kind].label)}</span>
      <a href=${address(found, found.hits[0])}>
        ${title ? html`<bdi>${title}</bdi>` : html`<span dir="auto">${shortened(found.summary)}</span>`}
      </a>
      <span class="about"><${When} at=${found.at} /></span>
    </p>
    ${title && found.summary && html`<p class="summary" dir="auto">${found.summary}</p>`}
    ${found.hits.length === 0 && found.text && html`<p class="about" dir="auto">${found.text.split('\n')[0]}</p>`}
    ${found.hits.length > 0 && html`<ul class="hits">
      ${found.hits.map(
        (hit) => html`<li key=${`${hit.seq}:${hit.text}`}>
          <a href=${address(found, hit)}><span class="unseen">${t(WHERE[hit.where])}: </span><${Marked} ...${hit} /></a>
        </li>`,
      )}
    </ul>`}
  </li>`;
}

const WHERE = {
  message: 'pages.history.in_message',
  plan: 'pages.history.in_plan',
  call: 'pages.history.in_call',
  fact: 'pages.history.in_fact',
};

/** Where a result opens: at the line that was found, if one was. */
function address({ conversation_id: conversation, task_id: task }, hit) {
  if (hit?.where === 'message' || !task) {
    return `/history?${new URLSearchParams({ conversation: conversation ?? '', ...(hit && { at: hit.seq }) })}`;
  }
  return pathOf(task, hit?.where === 'call' ? { turn: hit.turn } : {});
}

function shortened(text) {
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
