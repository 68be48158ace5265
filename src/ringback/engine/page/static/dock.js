// The call that is on, seen from beside the conversation: with whom, since when, and the way back to it.
import { html } from './html.js';
import { Since } from './since.js';
import { pathOf } from './places.js';
import { callee, live } from './store.js';
import { STATUSES } from './statuses.js';
import { t } from './words.js';

export function Dock({ tasks }) {
  const [task, ...more] = Object.values(tasks).filter((one) => live(one) && location.pathname !== pathOf(one.id));
  if (!task) return null;
  const seen = task.call?.seen ?? [];
  const up = seen.find((step) => step.status === 'answered');
  const status = seen.at(-1)?.status ?? 'queued';
  const { name, number } = callee(task);
  return html`<aside class="dock" aria-label=${t('page.dock.label')}>
    <span class="pulse"></span>
    <span class="line-of">
      ${up ? t('page.dock.in_call') : t(STATUSES[status])}${' – '}<bdi>${name || number}</bdi>
      ${up && html` <${Since} from=${up.ts} />`}
      ${more.length > 0 && html` <span class="about">${t('page.dock.more', { count: more.length })}</span>`}
    </span>
    <a class="open" href=${pathOf(task.id)}>${t('page.dock.open')}</a>
  </aside>`;
}
