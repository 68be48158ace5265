// The confirm card: exactly what will be done, each line to be changed in place, and the only button that dials.
import { html, useEffect, useState } from './html.js';
import { CallButton, useGuard } from './guard.js';
import { Check, Cross } from './icons.js';
import * as api from './api.js';
import * as cards from './cards_api.js';
import { returnFocus } from './composer.js';
import { Later } from './later.js';
import { OWN_LIMITS } from './next_steps.js';
import { PlanFields, Value, changes } from './plan_fields.js';
import { clock, instant, t } from './words.js';

/** `onCall` is told of a call that was confirmed here. */
export function PlanCard({ task, practice, onCall, open = false }) {
  if (task.status === 'proposed') return html`<${Open} task=${task} plan=${task.plan} practice=${practice} onCall=${onCall} />`;
  return html`<${Closed} task=${task} plan=${task.plan} open=${open} />`;
}

function Open({ task, plan, practice, onCall }) {
  const [busy, setBusy] = useState(null);
  const [error, setError] = useState(null);
  const [drafts, setDrafts] = useState({});
  const [wrong, setWrong] = useState(null);
  const [later, setLater] = useState(false);
  const expired = useExpired(plan.expires_at);
  const changed = changes(plan, drafts);
  const keys = Object.keys(changed);
  const press = async (what, ask, after) => {
    if (busy) return;
    setBusy(what);
    setError(null);
    try {
      await ask();
      after();
    } catch (refused) {
      setBusy(null);
      setError(refused.message);
      setWrong(what === 'change' && keys.length === 1 ? keys[0] : null);
    }
  };
  const begun = () => {
    returnFocus();
    onCall?.();
  };
  const guard = useGuard(task.id, plan.plan_version);
  const call = (at) => press('call', () => cards.confirm(task.id, plan.plan_version, at), begun);
  const onDraft = (key, text) => setDrafts((all) => ({ ...all, [key]: text }));
  const save = (event) => {
    event.preventDefault();
    if (!keys.length) return;
    press(
      'change',
      () => cards.edit(task.id, plan.plan_version, changed),
      () => {
        setDrafts((now) => Object.fromEntries(Object.entries(now).filter(([key, text]) => changed[key] !== text)));
        setBusy(null);
      },
    );
  };
  useEffect(() => {
    setBusy(null);
    setError(null);
    setWrong(null);
  }, [plan.plan_version]);

  return html`<article class="card plan" aria-labelledby=${`plan-${task.id}`}>
    <div class="card-head">
      <h2 id=${`plan-${task.id}`}>${t('page.plan.title')}</h2>
      ${plan.plan_version > 1 && html`<span class="code">${t('pages.card.version', { count: plan.plan_version })}</span>`}
      <span class="code">${t('page.plan.code', { code: plan.code })}</span>
    </div>
    <form class="plan-form" onSubmit=${save}>
      <${PlanFields} task=${task} plan=${plan} drafts=${drafts} wrong=${wrong} onDraft=${onDraft} />
      <${Fine} plan=${plan} />
      ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
      ${keys.length > 0
        ? html`<div class="buttons">
              <button class="primary" type="submit" aria-disabled=${busy !== null}>
                <${Check} />${busy === 'change' ? t('pages.card.changing') : t('pages.card.change')}
              </button>
              <button class="plain" type="button" onClick=${() => setDrafts({})}>${t('pages.card.leave')}</button>
            </div>
            <p class="hint">${t('pages.card.change_hint')}</p>`
        : expired
          ? html`<p class="hint">${t('page.plan.expired')}</p>`
          : html`${!practice && html`<p class="real" dir="auto">${t('pages.card.real', { cost: plan.est_cost })}</p>`}
              ${guard && html`<p class="guard" role="status" dir="auto">${guard.text}</p>`}
              <div class="buttons">
                <${CallButton} guard=${guard} callAt=${plan.call_at} busy=${busy !== null} calling=${busy === 'call'} onCall=${call} />
                ${OWN_LIMITS[guard?.code] && html`<a class="chip" href="/settings">${t(OWN_LIMITS[guard.code])}</a>`}
                ${(!guard || guard.later) && html`<button class="plain" type="button" aria-expanded=${later}
                  onClick=${() => setLater(!later)}>${t('pages.later.open')}</button>`}
                <button class="plain" type="button" aria-disabled=${busy !== null}
                  onClick=${() => press('cancel', () => api.cancel(task.id), returnFocus)}>
                  ${t('page.plan.cancel')}
                </button>
              </div>
              ${later && html`<${Later} id=${`plan-${task.id}`} task=${task.id} busy=${busy !== null} onChoose=${call} />`}
              <p class="hint">${t('pages.card.hint')} ${t('page.plan.expires', { time: clock(plan.expires_at) })}</p>`}
    </form>
  </article>`;
}

function Closed({ task, plan, open }) {
  const { off, words } = closing(task);
  return html`<details class=${off ? 'card frozen off' : 'card frozen'} open=${open}>
    <summary class="line">
      ${off ? html`<${Cross} />` : html`<${Check} />`}
      <span class="frozen-line">
        ${words}
        ${plan.summary && html`<span class="about" dir="auto">${plan.summary}</span>`}
      </span>
    </summary>
    <dl class="fields">
      ${plan.fields.map(
        (field) => html`<div key=${field.key}>
          <dt>${field.label}</dt>
          <dd>
            <${Value} field=${field} />
            ${field.source_text && html`<span class="source">${field.source_text}</span>`}
          </dd>
        </div>`,
      )}
    </dl>
    <${Fine} plan=${plan} />
  </details>`;
}

function closing(task) {
  if (task.confirmedAt) return { off: false, words: t('page.plan.confirmed', { time: clock(task.confirmedAt) }) };
  if (task.status === 'cancelled') return { off: true, words: t('page.plan.cancelled') };
  return { off: true, words: t('page.plan.taken_back') };
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
      <pre dir="auto" lang=${plan.language} tabindex="0" role="group" aria-label=${t('page.plan.instructions')}>
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
