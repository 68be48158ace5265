// Erasing everything: said plainly, confirmed by a typed word, answered with a receipt.
import { html, useEffect, useRef, useState } from '../html.js';
import { figure, t } from '../words.js';
import { Failure } from './parts.js';
import { erase } from './requests.js';

const KINDS = {
  facts: 'pages.erase.facts',
  conversations: 'pages.erase.conversations',
  tasks: 'pages.erase.tasks',
  events: 'pages.erase.events',
  calls: 'pages.erase.calls',
  orders: 'pages.erase.orders',
  log_fields: 'pages.erase.log_fields',
};

export function Erase() {
  const dialog = useRef(null);
  const [receipt, setReceipt] = useState(null);
  return html`<section class="panel danger-zone" aria-labelledby="erase-title">
    <h2 id="erase-title">${t('pages.erase.title')}</h2>
    <p>${t('pages.erase.what')}</p>
    ${receipt && html`<${Receipt} receipt=${receipt} />`}
    <div class="buttons">
      <button class="danger" type="button" onClick=${() => dialog.current.showModal()}>${t('pages.erase.open')}</button>
    </div>
    <${Ask} dialog=${dialog} onErased=${setReceipt} />
  </section>`;
}

function Ask({ dialog, onErased }) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const word = t('pages.erase.word');
  const sure = typed.trim().toLowerCase() === word;
  const close = () => dialog.current.close();
  const doIt = async (event) => {
    event.preventDefault();
    if (!sure || busy) return;
    setBusy(true);
    setError(null);
    try {
      onErased(await erase());
      close();
    } catch (refused) {
      setError(refused.message);
    }
    setBusy(false);
  };
  return html`<dialog class="sheet ask-erase" ref=${dialog} aria-labelledby="ask-erase" onClose=${() => setTyped('')}>
    <form class="panel" onSubmit=${doIt}>
      <h2 id="ask-erase">${t('pages.erase.sure')}</h2>
      <p>${t('pages.erase.final')}</p>
      <label>
        <span>${t('pages.erase.type', { name: word })}</span>
        <input type="text" autocomplete="off" autocapitalize="off" value=${typed} onInput=${({ target }) => setTyped(target.value)} />
      </label>
      <${Failure} message=${error} />
      <div class="buttons end">
        <button type="button" onClick=${close}>${t('pages.data.leave')}</button>
        <button class="danger" type="submit" disabled=${!sure} aria-disabled=${busy}>
          ${busy ? t('pages.erase.busy') : t('pages.erase.do')}
        </button>
      </div>
    </form>
  </dialog>`;
}

/** What is gone, by kind, and what is not, with why. */
export function Receipt({ receipt: { erased, kept } }) {
  const box = useRef(null);
  useEffect(() => box.current.focus(), []);
  return html`<div class="receipt" ref=${box} tabindex="-1">
    <h3>${t('pages.erase.receipt')}</h3>
    <dl>
      ${Object.entries(erased).map(
        ([kind, count]) => html`<div key=${kind}><dt>${KINDS[kind] ? t(KINDS[kind]) : kind}</dt><dd>${figure(count)}</dd></div>`,
      )}
    </dl>
    ${kept.length === 0
      ? html`<p>${t('pages.erase.nothing_kept')}</p>`
      : html`<p>${t('pages.erase.kept')}</p>
          <ul>${kept.map((one) => html`<li key=${one.id}><bdi dir="ltr">${one.id}</bdi> <span lang="en" dir="auto">${one.why}</span></li>`)}</ul>`}
  </div>`;
}
