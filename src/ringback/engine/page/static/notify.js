// The browser's own notices, for what matters while nobody looks at the page: a question, how an errand ended, a reminder that was asked for.
//
// Rules:
// 1. Nothing is shown while the page is looked at or in the user's quiet hours, and nothing else is ever shown.
// 2. The browser is asked for its permission after the first confirmed call, and only by whoever said yes to us first.
import { html, useState } from './html.js';
import { ask } from './api.js';
import { Bell } from './card_icons.js';
import { callee } from './store.js';
import { t } from './words.js';

const ANSWERED = 'notify';
const can = () => 'Notification' in window;

/** Whether notices are shown: `on`, `off`, or `denied` by the browser. */
export function notices() {
  if (!can() || Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && localStorage.getItem(ANSWERED) !== 'no' ? 'on' : 'off';
}

/** Say whether they are wanted; resolves when the browser, too, has been asked where it must be. @param {boolean} yes */
export async function want(yes) {
  localStorage.setItem(ANSWERED, yes ? 'yes' : 'no');
  if (yes) await Notification.requestPermission();
}

/** What a journal entry is worth telling, or nothing. */
function words(entry) {
  switch (entry.type) {
    case 'call.ask':
      return { title: t('page.ask.title'), body: entry.data.text };
    case 'task.outcome':
    case 'task.failed':
    case 'task.reminded':
      return { body: entry.data.text };
    default:
      return null;
  }
}

/** Whether the user wants none at this hour, by the clock of this device. */
async function quiet() {
  const { settings } = await ask('GET', '/context/settings').catch(() => ({ settings: [] }));
  const [begins, ends] = settings.find(({ key }) => key === 'my_quiet_hours')?.value?.split('-') ?? [];
  const now = new Date().toTimeString().slice(0, 5);
  return begins <= ends ? begins <= now && now < ends : begins <= now || now < ends;
}

/** Tell one entry, if somebody wanted it so and is not looking. */
export async function tell(entry, state) {
  const told = words(entry);
  if (!told || !document.hidden || notices() !== 'on' || (await quiet())) return;
  const task = state.tasks[entry.task];
  const name = task ? callee(task).name : '';
  const { lang, dir } = document.documentElement;
  const title = [name, told.title].filter(Boolean).join(' · ') || 'Ringback';
  const notice = new Notification(title, { body: told.body, tag: `${entry.task}:${entry.type}`, lang, dir, icon: '/static/icon.svg' });
  notice.onclick = () => {
    window.focus();
    notice.close();
  };
}

/** Our own question before the browser's; gone once it was answered. */
export function Offer() {
  const [open, setOpen] = useState(() => can() && Notification.permission === 'default' && !localStorage.getItem(ANSWERED));
  if (!open) return null;
  const answer = (yes) => {
    setOpen(false);
    want(yes);
  };
  return html`<div class="offer" role="group" aria-label=${t('pages.notify.title')}>
    <p><${Bell} /> ${t('pages.notify.why')}</p>
    <div class="chips">
      <button class="chip" type="button" onClick=${() => answer(true)}>${t('pages.notify.yes')}</button>
      <button class="chip" type="button" onClick=${() => answer(false)}>${t('pages.notify.no')}</button>
    </div>
  </div>`;
}
