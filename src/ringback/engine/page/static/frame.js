// What stands around the conversation: header with switches, practice strip, practice phone book.
import { html, useRef, useState } from './html.js';
import { Book, Cross, Mark, Moon, Sun } from './icons.js';
import { Tabs } from './places.js';
import { phone, t } from './words.js';

export function Header({ language, practice, onPerson, people }) {
  const other = language === 'he' ? 'en' : 'he';
  return html`<header class="top">
    <p class="brand"><${Mark} /> <span lang="en" dir="ltr">Ringback</span></p>
    <${Tabs} />
    <div class="switches" role="group" aria-label=${t('page.settings.label')}>
      ${practice && html`<${BookDialog} people=${people} onPerson=${onPerson} />`}
      <a class="quiet" href=${`?lang=${other}`} lang=${other} hreflang=${other}>${t('page.language.other')}</a>
      <${Theme} />
    </div>
  </header>`;
}

function Theme() {
  const root = document.documentElement;
  const chosen = root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const [theme, setTheme] = useState(chosen);
  const dark = theme === 'dark';
  const change = () => {
    const next = dark ? 'light' : 'dark';
    root.dataset.theme = next;
    localStorage.setItem('theme', next);
    setTheme(next);
  };
  return html`<button
    class="round quiet"
    type="button"
    onClick=${change}
    aria-label=${dark ? t('page.theme.to_light') : t('page.theme.to_dark')}
  >
    ${dark ? html`<${Sun} />` : html`<${Moon} />`}
  </button>`;
}

export function Strip() {
  return html`<details class="strip">
    <summary>
      <span>${t('page.practice.strip')}</span>
      <span class="link">${t('page.practice.real')}</span>
    </summary>
    <p>${t('page.practice.real_how')} <a href="/settings#keys" onClick=${({ target }) => target.closest('details').removeAttribute('open')}>${t('page.nav.settings')}</a></p>
  </details>`;
}

/** The phone book beside the conversation on wide screens. */
export function BookAside({ people, onPerson }) {
  return html`<aside class="book" aria-labelledby="book-title">
    <h2 id="book-title">${t('page.book.title')}</h2>
    <p class="hint">${t('page.book.hint')}</p>
    <${People} people=${people} onPerson=${onPerson} />
  </aside>`;
}

/** The same on narrow screens, opened from the header. */
function BookDialog({ people, onPerson }) {
  const dialog = useRef(null);
  const close = () => dialog.current.close();
  const pick = (person) => {
    close();
    onPerson(person);
  };
  return html`
    <button class="round quiet narrow" type="button" onClick=${() => dialog.current.showModal()}
      aria-label=${t('page.book.title')}><${Book} /></button>
    <dialog ref=${dialog} class="sheet" aria-labelledby="sheet-title" onClick=${(event) =>
      event.target === dialog.current && close()}>
      <div class="book">
        <div class="sheet-head">
          <h2 id="sheet-title">${t('page.book.title')}</h2>
          <button class="round quiet" type="button" onClick=${close} aria-label=${t('page.book.close')}><${Cross} /></button>
        </div>
        <p class="hint">${t('page.book.hint')}</p>
        <${People} people=${people} onPerson=${pick} />
      </div>
    </dialog>`;
}

function People({ people, onPerson }) {
  return html`<ul class="people">
    ${people.map(
      (person) => html`<li key=${person.phone_number}>
        <button type="button" onClick=${() => onPerson(person)}>
          <b dir="auto">${person.name}</b>
          <bdi dir="ltr" class="number">${phone(person.phone_number)}</bdi>
          ${person.about && html`<span class="about" dir="auto">${person.about}</span>`}
        </button>
      </li>`,
    )}
  </ul>`;
}
