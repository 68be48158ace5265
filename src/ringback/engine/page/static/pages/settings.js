// What the page and the calls go by: language, colours, whether real phones ring.
import { html, useState } from '../html.js';
import { notices, want } from '../notify.js';
import { sheet } from '../sheet.js';
import { t } from '../words.js';
import { Choice } from './choice.js';
import { Line } from './line.js';
import { MySettings } from './my_settings.js';

export const styled = sheet('/static/pages/settings.css');

export function Body({ first, watch, onSay }) {
  return html`
    <h1 tabindex="-1">${t('page.nav.settings')}</h1>
    <section class="panel" aria-labelledby="look">
      <h2 id="look">${t('pages.settings.page')}</h2>
      <${Language} language=${first.language} />
      <${Colours} />
      <${Notices} />
    </section>
    <${MySettings} watch=${watch} />
    <section class="panel" aria-labelledby="mode">
      <h2 id="mode">${t('pages.settings.calls')}</h2>
      <p class=${first.practice ? 'state practice' : 'state real'}>
        <b>${first.practice ? t('pages.settings.practice') : t('pages.settings.real')}</b>
        ${first.practice ? t('pages.settings.practice_how') : t('pages.settings.real_how')}
      </p>
    </section>
    <${Line} practice=${first.practice} onSay=${onSay} />
  `;
}

const LANGUAGES = { he: 'עברית', en: 'English' };

function Language({ language }) {
  const choose = (event) => {
    location.search = `?lang=${event.target.value}`;
  };
  return html`<${Choice} name="language" legend=${t('pages.settings.language')} options=${LANGUAGES} value=${language}
    onChange=${choose} foreign />`;
}

function Colours() {
  const root = document.documentElement;
  const [theme, setTheme] = useState(localStorage.getItem('theme') ?? '');
  const choose = ({ target }) => {
    root.dataset.theme = target.value;
    if (target.value) localStorage.setItem('theme', target.value);
    else localStorage.removeItem('theme');
    setTheme(target.value);
  };
  const options = {
    '': t('pages.settings.colours.system'),
    light: t('pages.settings.colours.light'),
    dark: t('pages.settings.colours.dark'),
  };
  return html`<${Choice} name="colours" legend=${t('pages.settings.colours')} options=${options} value=${theme}
    onChange=${choose} />`;
}

function Notices() {
  const [state, setState] = useState(notices);
  const choose = ({ target }) => want(target.value === 'on').then(() => setState(notices()));
  if (state === 'denied') return html`<p class="hint">${t('pages.settings.notices.denied')}</p>`;
  const options = { on: t('pages.settings.notices.on'), off: t('pages.settings.notices.off') };
  return html`<${Choice} name="notices" legend=${t('pages.settings.notices')} options=${options} value=${state}
    onChange=${choose} />`;
}
