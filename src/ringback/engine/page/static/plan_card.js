// The confirm card: exactly what will be done, and the only button that dials.
import { html, useEffect, useState } from './html.js';
import { Check, Cross, Phone } from './icons.js';
import * as api from './api.js';
import { returnFocus } from './composer.js';
import { clock, instant, t } from './words.js';

export function PlanCard({ task }) {
  if (task.status === 'proposed') return html`<${Open} task=${task} plan=${task.plan} />`;
  return html`<${Closed} task=${task} plan=${task.plan} />`;
}

function Open({ task, plan }) {
  const [busy, setBusy] = useState(null);
  const [error, setError] = useState(null);
  const expired = useExpired(plan.expires_at);
  const press = async (what, ask) => {
    if (busy) return;
    setBusy(what);
    setError(null);
    try {
      await ask();
      returnFocus();
    } catch (refused) {
      setBusy(null);
      setError(refused.message);
    }
  };
  useEffect(() => {
    setBusy(null);
    setError(null);
  }, [plan.plan_version]);

  return html`<article class="card plan" aria-labelledby=${`plan-${task.id}`}>
    <div class="card-head">
      <h2 id=${`plan-${task.id}`}>${t('page.plan.title')}</h2>
      <span class="code">${t('page.plan.code', { code: plan.code })}</span>
    </div>
    <${Fields} plan=${plan} />
    <${Fine} plan=${plan} />
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
    ${expired
      ? html`<p class="hint">${t('page.plan.expired')}</p>`
      : html`<div class="buttons">
            <button class="primary" type="button" aria-disabled=${busy !== null}
              onClick=${() => press('call', () => api.confirm(task.id, plan.plan_version))}>
              <${Phone} />${busy === 'call' ? t('page.plan.calling') : t('page.plan.call')}
            </button>
            <button class="plain" type="button" aria-disabled=${busy !== null}
              onClick=${() => press('cancel', () => api.cancel(task.id))}>
              ${t('page.plan.cancel')}
            </button>
          </div>
          <p class="hint">${t('page.plan.hint')} ${t('page.plan.expires', { time: clock(plan.expires_at) })}</p>`}
  </article>`;
}

function Closed({ task, plan }) {
  const { off, words } = closing(task);
  return html`<details class=${off ? 'card frozen off' : 'card frozen'}>
    <summary class="line">
      ${off ? html`<${Cross} />` : html`<${Check} />`}
      <span class="frozen-line">
        ${words}
        ${plan.summary && html`<span class="about" dir="auto">${plan.summary}</span>`}
      </span>
    </summary>
    <${Fields} plan=${plan} />
    <${Fine} plan=${plan} />
  </details>`;
}

function closing(task) {
  if (task.confirmedAt) return { off: false, words: t('page.plan.confirmed', { time: clock(task.confirmedAt) }) };
  if (task.status === 'cancelled') return { off: true, words: t('page.plan.cancelled') };
  return { off: true, words: t('page.plan.taken_back') };
}

function Fields({ plan }) {
  return html`<dl class="fields">
    ${plan.fields.map(
      (field) => html`<div key=${field.key} class=${plan.was[field.key] ? 'changed' : ''}>
        <dt>${field.label}</dt>
        <dd>
          ${plan.was[field.key] &&
          html`<del><span class="unseen">${t('page.plan.was')} </span><${Value} field=${{ ...field, value: plan.was[field.key] }} /></del>`}
          <${Value} field=${field} />
          ${field.source_text && html`<span class="source">${field.source_text}</span>`}
        </dd>
      </div>`,
    )}
  </dl>`;
}

function Value({ field }) {
  if (field.type === 'phone') return html`<bdi dir="ltr" class="number">${field.value}</bdi>`;
  return html`<span dir="auto">${field.value}</span>`;
}

/** The small print: the first sentence of the call and everything the voice is told. */
function Fine({ plan }) {
  return html`<div class="fine">
    <figure>
      <figcaption>${t('page.plan.disclosure')}</figcaption>
      <blockquote dir="auto" lang=${plan.language}>${plan.disclosure}</blockquote>
    </figure>
    <details>
      <summary>${t('page.plan.instructions')}</summary>
      <pre dir="auto" lang=${plan.language} tabindex="0" role="region" aria-label=${t('page.plan.instructions')}>
${plan.instructions_preview}</pre>
    </details>
  </div>`;
}

function useExpired(when) {
  const left = () => instant(when) - Date.now();
  const [expired, setExpired] = useState(left() <= 0);
  useEffect(() => {
    setExpired(left() <= 0);
    const timer = setTimeout(() => setExpired(true), Math.max(0, left()));
    return () => clearTimeout(timer);
  }, [when]);
  return expired;
}
