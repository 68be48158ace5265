// The errands that are stored: each leads to its talk, and can be deleted, which is asked about once.
import { html, useState } from '../html.js';
import { pathOf } from '../places.js';
import { t } from '../words.js';
import { Receipt } from './erase.js';
import { Failure, Listed, When } from './parts.js';
import { forget } from './requests.js';

const STATUSES = {
  draft: 'pages.history.open',
  proposed: 'pages.history.open',
  confirmed: 'pages.history.open',
  scheduled: 'pages.history.open',
  ordered: 'pages.history.open',
  in_call: 'pages.history.open',
  succeeded: 'pages.history.succeeded',
  unconfirmed: 'pages.history.unconfirmed',
  failed: 'pages.history.failed',
  cancelled: 'pages.history.cancelled',
};

export const named = (task) => task?.slots.callee?.said || task?.slots.phone_number?.said;

export function Errands({ tasks }) {
  const [receipt, setReceipt] = useState(null);
  return html`<${Listed} id="errands" title=${t('pages.data.errands')} count=${tasks.length}
    before=${receipt && html`<${Receipt} receipt=${receipt} />`}>
    ${tasks.map((task) => html`<${Errand} key=${task.id} task=${task} onErased=${setReceipt} />`)}
  </${Listed}>`;
}

function Errand({ task, onErased }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const name = task.summary || named(task) || t('pages.data.errand');
  const erase = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      onErased(await forget('tasks', task.id));
    } catch (refused) {
      setBusy(false);
      setError(refused.message);
    }
  };
  return html`<li>
    <a href=${pathOf(task.id)} dir="auto">${name}</a>
    <span class="about">${t(STATUSES[task.status])} · <${When} at=${task.created_at} /></span>
    ${asking
      ? html`<span class="deeds" role="group" aria-label=${t('pages.data.erase_of', { name })}>
          <span>${t('pages.data.erase_sure')}</span>
          <button class="link off" type="button" aria-disabled=${busy} onClick=${erase}>
            ${busy ? t('pages.erase.busy') : t('pages.data.erase')}
          </button>
          <button class="link" type="button" onClick=${() => setAsking(false)}>${t('pages.data.leave')}</button>
        </span>`
      : html`<span class="deeds"><button class="link" type="button" onClick=${() => setAsking(true)}
          aria-label=${t('pages.data.erase_of', { name })}>${t('pages.data.erase')}</button></span>`}
    <${Failure} message=${error} />
  </li>`;
}
