// Another hour for a call: two that fit most errands, and any other.
import { html, useState } from './html.js';
import { Clock } from './icons.js';
import { moment, t } from './words.js';

const HOUR = 3600 * 1000;
const MORNING = 9;

function inAnHour() {
  return new Date(Math.ceil((Date.now() + HOUR) / (5 * 60000)) * 5 * 60000);
}

function tomorrow() {
  const at = new Date(Date.now() + 24 * HOUR);
  at.setHours(MORNING, 0, 0, 0);
  return at;
}

/** A Date as `datetime-local` writes it. */
function local(at) {
  return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

/** @param {{id: string, busy: boolean, onChoose: (at: Date) => void}} props */
export function Later({ id, busy, onChoose }) {
  const [typed, setTyped] = useState('');
  const chosen = typed && new Date(typed);
  return html`<div class="later" role="group" aria-label=${t('pages.later.open')}>
    <div class="chips">
      ${[inAnHour(), tomorrow()].map(
        (at) => html`<button key=${at.getTime()} class="chip" type="button" aria-disabled=${busy} onClick=${() => onChoose(at)}>
          <${Clock} />${moment(at)}
        </button>`,
      )}
    </div>
    <div class="later-other">
      <label for=${`${id}-at`}>${t('pages.later.when')}</label>
      <input id=${`${id}-at`} type="datetime-local" min=${local(new Date())} value=${typed}
        onInput=${(event) => setTyped(event.target.value)} />
      <button class="chip" type="button" aria-disabled=${busy || !chosen} onClick=${() => chosen && onChoose(chosen)}>
        ${t('pages.later.set')}
      </button>
    </div>
  </div>`;
}
