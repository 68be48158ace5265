// What a real call needs of keys and addresses: whether each is set, where it comes from, how it is set; and a first call
// to one's own phone, which is a plan like any other.
//
// Rules:
// 1. No key is ever sent from this page or shown on it whole: the page has no password of its own. Keys are typed on the
//    machine itself, and count from the next start on.
import { html, useEffect, useRef, useState } from '../html.js';
import { t } from '../words.js';

const FROM = {
  OPENAI_API_KEY: 'pages.keys.from_openai',
  TWILIO_ACCOUNT_SID: 'pages.keys.from_twilio',
  TWILIO_AUTH_TOKEN: 'pages.keys.from_twilio',
  TWILIO_PHONE_NUMBER: 'pages.keys.from_twilio_number',
  PUBLIC_BASE_URL: 'pages.keys.from_you',
};

/** @param {{keys: {name: string, is_set: boolean, shown: string}[]}} props */
export function Keys({ keys }) {
  const heading = useRef(null);
  useEffect(() => {
    if (location.hash !== '#keys') return;
    const [place, { top }] = [heading.current.closest('.place'), heading.current.getBoundingClientRect()];
    place.scrollTop += top - place.getBoundingClientRect().top;
  }, []);
  const first = keys.find((key) => !key.is_set) ?? keys[0];
  return html`<section class="panel" aria-labelledby="keys">
    <h2 id="keys" ref=${heading}>${t('pages.keys.title')}</h2>
    <ul class="checks">
      ${keys.map(
        ({ name, is_set: there, shown }) => html`<li key=${name}>
          <span class=${there ? 'tag succeeded' : 'tag'}>${there ? t('pages.keys.set') : t('pages.keys.not_set')}</span>
          <span><code dir="ltr">${name}</code> ${shown && html`<bdi dir="ltr" class="about">${shown}</bdi>`}</span>
          ${!there && html`<span class="about">${t(FROM[name])}</span>`}
        </li>`,
      )}
    </ul>
    ${first && html`<p class="hint">${t('pages.keys.how')}</p>
      <p><code class="command" dir="ltr" tabindex="0">ringback config --set ${first.name}</code></p>`}
  </section>`;
}

/** @param {{practice: boolean, onSay: (text: string) => void}} props */
export function TestCall({ practice, onSay }) {
  const [number, setNumber] = useState('');
  const submit = (event) => {
    event.preventDefault();
    if (number.trim()) onSay(t('pages.keys.call_me_text', { number: number.trim() }));
  };
  return html`<section class="panel" aria-labelledby="call-me">
    <h2 id="call-me">${t('pages.keys.call_me')}</h2>
    <p class="hint" id="call-me-hint">${practice ? t('pages.keys.call_me_practice') : t('pages.keys.call_me_how')}</p>
    <form class="call-me" onSubmit=${submit}>
      <label for="call-me-number">${t('pages.keys.call_me_number')}</label>
      <input id="call-me-number" type="tel" dir="ltr" autocomplete="tel" maxlength="30" aria-describedby="call-me-hint"
        value=${number} onInput=${({ target }) => setNumber(target.value)} />
      <button class="chip" type="submit" aria-disabled=${!number.trim()}>${t('pages.keys.call_me_plan')}</button>
    </form>
  </section>`;
}
