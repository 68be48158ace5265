// Words of the user into a running call: told to the assistant, or said exactly. What became of them stands in the transcript.
import { html, useState } from './html.js';
import * as api from './api.js';
import { Send } from './icons.js';
import { t } from './words.js';

const MODES = [
  { mode: 'guide', label: 'page.steer.guide' },
  { mode: 'say', label: 'page.steer.say' },
];

export function SteerBox({ task }) {
  const [mode, setMode] = useState('guide');
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const send = async (event) => {
    event.preventDefault();
    const text = typed.trim();
    if (busy || !text) return;
    setBusy(true);
    setError(null);
    try {
      await api.steer(task.id, text, mode);
      setTyped((now) => (now.trim() === text ? '' : now));
    } catch (refused) {
      setError(refused.message);
    }
    setBusy(false);
  };
  const id = `steer-${task.id}`;

  return html`<form class="steer" onSubmit=${send}>
    <fieldset class="modes">
      <legend class="unseen">${t('page.steer.legend')}</legend>
      ${MODES.map(
        (one) => html`<label key=${one.mode}>
          <input type="radio" name=${`${id}-mode`} checked=${mode === one.mode} onChange=${() => setMode(one.mode)} />
          ${t(one.label)}
        </label>`,
      )}
    </fieldset>
    <div class="inline-box">
      <label class="unseen" for=${id}>${t('page.steer.label')}</label>
      <input id=${id} dir="auto" autocomplete="off" maxlength="500" enterkeyhint="send"
        placeholder=${mode === 'say' ? t('page.steer.say_hint') : t('page.steer.guide_hint')}
        value=${typed} onInput=${(event) => setTyped(event.target.value)} />
      <button class="round primary" type="submit" aria-disabled=${busy} aria-label=${t('page.steer.send')}><${Send} /></button>
    </div>
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </form>`;
}
