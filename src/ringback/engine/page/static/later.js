// Another hour for a call: two that fit most errands, as far as the callee may be called then, and any other.
import { html, useEffect, useRef, useState } from './html.js';
import * as cards from './cards_api.js';
import { Clock } from './icons.js';
import { instant, local, located, moment, t } from './words.js';

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

/** The hours that are offered: each, or the next at which the callee may be called. @param {string} task */
function useOffers(task) {
  const [offers, setOffers] = useState([]);
  useEffect(() => {
    let gone = false;
    const allowed = (at) =>
      cards.permission(task, at).then(({ code, again_at: next }) => (code ? next && instant(next) : at), () => at);
    Promise.all([inAnHour(), morning()].map(allowed)).then((found) => {
      const hours = new Set(found.filter(Boolean).map(Number));
      if (!gone) setOffers([...hours].sort((a, b) => a - b).map((at) => new Date(at)));
    });
    return () => {
      gone = true;
    };
  }, [task]);
  return offers;
}

/** @param {{id: string, task: string, busy: boolean, onChoose: (at: Date) => void}} props */
export function Later({ id, task, busy, onChoose }) {
  const [typed, setTyped] = useState('');
  const box = useRef(null);
  const offers = useOffers(task);
  useEffect(() => box.current.scrollIntoView({ block: 'nearest' }), [offers]);
  const chosen = typed && located(typed);
  return html`<div class="later" ref=${box} role="group" aria-label=${t('pages.later.open')}>
    <div class="chips">
      ${offers.map(
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
