// A confirmed errand whose hour has not come: when it will be called, and how to change that.
import { html, useState } from './html.js';
import * as api from './api.js';
import * as cards from './cards_api.js';
import { Clock, Phone } from './icons.js';
import { Later } from './later.js';
import { callee } from './store.js';
import { moment, t } from './words.js';

export function Waiting({ task }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const { name, number } = callee(task);
  const press = async (ask) => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await ask();
      setOpen(false);
    } catch (refused) {
      setError(refused.message);
    }
    setBusy(false);
  };
  const move = (at) => press(() => cards.confirm(task.id, task.plan.plan_version, at));
  const id = `waiting-${task.id}`;
  return html`<article class="card waiting" aria-labelledby=${id}>
    <div class="card-head">
      <h2 id=${id}><${Clock} />${t('pages.later.title')}</h2>
      <bdi class="about">${name || number}</bdi>
    </div>
    <p class="lead"><time datetime=${task.dueAt}>${moment(task.dueAt)}</time></p>
    ${open && html`<${Later} id=${id} task=${task.id} busy=${busy} onChoose=${move} />`}
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
    <div class="buttons">
      <button class="primary" type="button" aria-disabled=${busy} onClick=${() => move(new Date())}>
        <${Phone} />${t('page.plan.call')}
      </button>
      <button class="plain" type="button" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t('pages.later.change')}</button>
      <button class="plain" type="button" aria-disabled=${busy} onClick=${() => press(() => api.cancel(task.id))}>
        ${t('page.plan.cancel')}
      </button>
    </div>
  </article>`;
}
