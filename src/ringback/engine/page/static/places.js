// The places of the page: one document and one socket, a path for each place. Links to them change the place without a
// reload; what only one place needs is loaded when it is first opened.
import { html, useEffect, useState } from './html.js';
import { Chart, Clock, Gear, Person, Talk } from './icons.js';
import { sheet } from './sheet.js';
import { learn, t } from './words.js';

export const PLACES = {
  '/': { label: 'page.nav.talk', Icon: Talk },
  '/history': { label: 'page.nav.history', Icon: Clock, load: () => import('./pages/history.js') },
  '/data': { label: 'page.nav.data', Icon: Person, load: () => import('./pages/data.js') },
  '/settings': { label: 'page.nav.settings', Icon: Gear, load: () => import('./pages/settings.js') },
  '/ops': { label: 'page.nav.ops', Icon: Chart, load: () => import('./pages/ops.js') },
  '/calls/': { label: 'page.nav.call', within: '/history', load: () => import('./pages/call.js') },
};

/** The place of a path: `/calls/` is that of every errand. Null when it is none of ours. */
const placeOf = (path) => (path in PLACES ? path : path.startsWith('/calls/') ? '/calls/' : null);

/** Where a whole errand stands, with its call. @param {string} task @param {object} [query] */
export const pathOf = (task, query = {}) => `/calls/${encodeURIComponent(task)}${Object.keys(query).length ? `?${new URLSearchParams(query)}` : ''}`;

/** Tells `onChange` of every change of place, from links, `go` and the browser's own buttons. */
export function follow(onChange) {
  addEventListener('popstate', onChange);
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[href^="/"]');
    const changed = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0;
    if (!link || changed || event.defaultPrevented || !placeOf(link.pathname) || link.hasAttribute('download')) return;
    event.preventDefault();
    go(link.getAttribute('href'));
  });
}

/** Go to one of our paths; `instead` leaves no step to go back to. */
export function go(href, { instead = false } = {}) {
  if (href !== location.pathname + location.search + location.hash) {
    history[instead ? 'replaceState' : 'pushState'](null, '', href);
  }
  dispatchEvent(new PopStateEvent('popstate'));
}

/** The place that is open; an unknown path is the conversation. */
export const here = () => placeOf(location.pathname) ?? '/';

export function Tabs() {
  const { within } = PLACES[here()];
  const current = (path) => (path === here() ? 'page' : path === within ? 'true' : null);
  const tabs = Object.entries(PLACES).filter(([, { Icon }]) => Icon);
  return html`<nav class="tabs" aria-label=${t('page.nav.label')}>
    ${tabs.map(
      ([path, { label, Icon }]) => html`<a key=${path} href=${path} aria-current=${current(path)}>
        <${Icon} /><span>${t(label)}</span>
      </a>`,
    )}
  </nav>`;
}

let known = null;

/** The texts of the cards and of the places beside the conversation, asked for once. */
export const texts = () => (known ??= fetch('/texts').then((answer) => answer.json()).then(learn));

/** One place beside the conversation, as soon as it is loaded; whoever came by a link is put at its heading. */
export function Place({ path, moved, ...given }) {
  const [loaded, setLoaded] = useState({});
  const [failed, setFailed] = useState(false);
  const { Body } = loaded[path] ?? {};

  useEffect(() => {
    if (Body) return;
    setFailed(false);
    Promise.all([PLACES[path].load(), texts(), sheet('/static/pages/pages.css')]).then(
      async ([module]) => {
        await module.styled;
        setLoaded((all) => ({ ...all, [path]: module }));
      },
      () => {
        known = null;
        setFailed(true);
      },
    );
  }, [path]);
  useEffect(() => {
    if (Body && moved) document.querySelector('#place h1')?.focus();
  }, [path, Body]);

  return html`<main class="place" id="place" tabindex="-1" key=${path}>
    ${failed && html`<p class="error" role="alert">${t('page.error.network')}</p>`}
    ${Body && html`<${Body} ...${given} />`}
  </main>`;
}
