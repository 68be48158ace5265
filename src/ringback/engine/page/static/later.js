// Another hour for a call: two that fit most errands, and any other.
import { html, useEffect, useRef, useState } from './html.js';
import { Clock } from './icons.js';
import { local, located, moment, t } from './words.js';

const HOUR = 3600 * 1000;
const MORNING = 'T09:00';

function inAnHour() {
  return new Date(Math.ceil((Date.now() + HOUR) / (5 * 60000)) * 5 * 60000);
}

/** The next one that is further than an hour. */
function morning() {
  const now = Date.now();
  const next = [0, 24].map((hours) => located(local(new Date(now + hours * HOUR)).slice(0, 10) + MORNING));
  return next.find((at) => at - now > 2 * HOUR) ?? next[1];
}

/** @param {{id: string, busy: boolean, onChoose: (at: Date) => void}} props */
export function Later({ id, busy, onChoose }) {
  const [typed, setTyped] = useState('');
  const box = useRef(null);
  useEffect(() => box.current.scrollIntoView({ block: 'nearest' }), []);
  const chosen = typed && located(typed);
  return html`<div class="later" ref=${box} role="group" aria-label=${t('pages.later.open')}>
    <div class="chips">
      ${[inAnHour(), morning()].map(
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
