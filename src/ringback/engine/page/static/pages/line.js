// The phone line: its keys, the checks of `ringback doctor`, each with its cure, and the limits in force; read only.
import { html, useState } from '../html.js';
import { figure, phone, t } from '../words.js';
import { Keys, TestCall } from './keys.js';
import { Failure, Waiting, useAnswer } from './parts.js';
import { line } from './requests.js';

const NAMES = {
  'Twilio account': 'pages.line.account',
  clock: 'pages.line.clock',
  'Twilio number': 'pages.line.number',
  'inbound calls': 'pages.line.inbound',
  'Twilio geo permissions': 'pages.line.countries',
  'OpenAI model': 'pages.line.model',
  'public address': 'pages.line.address',
  'webhook signatures': 'pages.line.signatures',
  'media stream': 'pages.line.stream',
};

const STATES = { ok: 'pages.line.ok', failed: 'pages.line.failed', skipped: 'pages.line.skipped' };

export function Line({ practice, onSay }) {
  const { data, error } = useAnswer(() => line(false), []);
  return html`
    ${data && html`<${Keys} keys=${data.keys} />`}
    <${Checks} />
    <${TestCall} practice=${practice} onSay=${onSay} />
    <section class="panel" aria-labelledby="limits">
      <h2 id="limits">${t('pages.line.limits')}</h2>
      <${Failure} message=${error} />
      ${!data && !error && html`<${Waiting} />`}
      ${data && html`<${Limits} line=${data} />`}
      <p class="hint">${t('pages.line.set_in')}</p>
    </section>
  `;
}

function Limits({ line: { limits, phone_number: number, model, voice, recording } }) {
  const time = (seconds) =>
    seconds % 60
      ? figure(seconds, { style: 'unit', unit: 'second', unitDisplay: 'long' })
      : figure(seconds / 60, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  const most = (count) => (count === null ? t('pages.line.no_limit') : figure(count));
  const rows = [
    [t('pages.line.from'), html`<bdi dir="ltr">${phone(number)}</bdi>`, 'TWILIO_PHONE_NUMBER'],
    [t('pages.line.whom'), limits.countries.length ? html`<bdi dir="ltr">${limits.countries.join(', ')}</bdi>` : t('pages.line.all_countries'), 'ALLOWED_COUNTRIES'],
    [t('pages.line.quiet'), limits.quiet_hours ? html`<bdi dir="ltr">${limits.quiet_hours}</bdi>` : t('pages.line.none'), 'QUIET_HOURS'],
    [t('pages.line.sabbath'), limits.keep_sabbath ? t('pages.line.yes') : t('pages.line.no'), 'KEEP_SABBATH'],
    [t('pages.line.a_day'), most(limits.calls_a_day), 'MAX_CALLS_A_DAY'],
    [t('pages.line.a_day_each'), most(limits.calls_a_day_per_number), 'MAX_CALLS_A_DAY_PER_NUMBER'],
    [t('pages.line.longest'), time(limits.call_seconds), 'MAX_CALL_SECONDS'],
    [t('pages.line.rings'), time(limits.ring_seconds), 'RING_SECONDS'],
    [t('pages.line.consult'), time(limits.consult_seconds), 'CONSULT_SECONDS'],
    [t('pages.line.recording'), recording ? t('pages.line.yes') : t('pages.line.no'), 'RECORD_CALLS'],
    [t('pages.line.recording_days'), most(limits.recording_days), 'RETENTION_RECORDINGS_DAYS'],
    [t('pages.line.voice'), html`<bdi dir="ltr">${voice} · ${model}</bdi>`, 'OPENAI_REALTIME_VOICE'],
  ];
  return html`<dl class="limits">
    ${rows.map(
      ([name, value, setting]) => html`<div key=${setting}><dt>${name}</dt><dd>${value}</dd><dd><code dir="ltr">${setting}</code></dd></div>`,
    )}
  </dl>`;
}

function Checks() {
  const [found, setFound] = useState(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const check = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      setFound((await line(true)).checks);
    } catch (refused) {
      setError(refused.message);
    }
    setBusy(false);
  };
  const failed = found?.filter(({ state }) => state === 'failed').length;
  return html`<section class="panel" aria-labelledby="checks">
    <h2 id="checks">${t('pages.line.checks')}</h2>
    <p class="hint">${t('pages.line.checks_how')}</p>
    <div class="chips"><button class="chip" type="button" aria-disabled=${busy} onClick=${check}>
      ${busy ? t('pages.line.checking') : t('pages.line.check')}
    </button></div>
    <${Failure} message=${error} />
    <p class="unseen" role="status">${found && !busy ? t(failed ? 'pages.line.some_failed' : 'pages.line.all_fine') : ''}</p>
    ${found && html`<ul class="checks">
      ${found.map(
        ({ name, state, detail, cure }) => html`<li key=${name} class=${state}>
          <span class=${`tag ${state === 'ok' ? 'succeeded' : state}`}>${t(STATES[state])}</span>
          <b>${NAMES[name] ? t(NAMES[name]) : name}</b>
          <span class="about" dir="auto">${detail}</span>
          ${cure && html`<span class="cure" dir="auto">${cure}</span>`}
        </li>`,
      )}
    </ul>`}
  </section>`;
}
