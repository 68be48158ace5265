// A number that was called without a name: saved under one, so that the name is enough the next time.
import { html, useState } from './html.js';
import * as cards from './cards_api.js';
import { Check } from './icons.js';
import { t } from './words.js';

export function SaveNumber({ task, number }) {
  const [name, setName] = useState('');
  const [done, setDone] = useState(false);
  const [error, setError] = useState(null);
  if (done) return null;
  const save = async (event) => {
    event.preventDefault();
    if (!name.trim()) return;
    setError(null);
    try {
      await cards.saveContact(name.trim(), number);
      setDone(true);
    } catch (refused) {
      setError(refused.message);
    }
  };
  const id = `save-${task.id}`;
  return html`<form class="save-number" onSubmit=${save}>
    <label for=${id}>${t('pages.step.save_as')} <bdi dir="ltr" class="number">${number}</bdi></label>
    <input id=${id} dir="auto" autocomplete="off" maxlength="80" value=${name} onInput=${(event) => setName(event.target.value)} />
    <button class="chip" type="submit"><${Check} />${t('pages.step.save')}</button>
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </form>`;
}
