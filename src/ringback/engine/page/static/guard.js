// What stands against calling now, asked before anybody presses: its sentence, and another hour where one helps.
import { html, useEffect, useState } from './html.js';
import * as cards from './cards_api.js';
import { Clock, Phone } from './icons.js';
import { instant, moment, t } from './words.js';

/** The answer of `GET /tasks/{id}/permission` for a plan that would not be called, else null. */
export function useGuard(task, version) {
  const [guard, setGuard] = useState(null);
  useEffect(() => {
    let timer;
    let gone = false;
    const look = async () => {
      const found = await cards.permission(task).catch(() => null);
      if (gone) return;
      setGuard(found?.code ? found : null);
      if (found?.again_at) timer = setTimeout(look, Math.max(1000, instant(found.again_at) - Date.now()));
    };
    look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [task, version]);
  return guard;
}

/** The button that calls: when the plan says, or, where that is not allowed, at the next hour that is; nothing where none is. */
export function CallButton({ guard, callAt, busy, calling, onCall }) {
  if (guard && !guard.again_at) return null;
  const at = guard?.again_at ?? callAt;
  return html`<button class="primary" type="button" aria-disabled=${busy}
    onClick=${() => onCall(guard ? instant(guard.again_at) : undefined)}>
    ${at ? html`<${Clock} />` : html`<${Phone} />`}
    ${calling ? t('page.plan.calling') : at ? t('pages.card.call_at', { time: moment(at) }) : t('page.plan.call')}
  </button>`;
}
