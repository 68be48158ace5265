// One thing that is remembered: what it is, where it came from and since when; changed or forgotten in its place.
import { html, useLayoutEffect, useRef, useState } from '../html.js';
import { phone, t } from '../words.js';
import { Failure, When } from './parts.js';
import { edit, forget } from './requests.js';

const SOURCES = {
  user: 'pages.data.from.user',
  contact: 'pages.data.from.contact',
  profile: 'pages.data.from.profile',
  practice_book: 'pages.data.from.practice_book',
  past_call: 'pages.data.from.past_call',
  default: 'pages.data.from.default',
};

export function FactRow({ section, fact }) {
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState(null);
  const button = useRef(null);
  const number = /^\+\d{7,15}$/.test(fact.value);
  const stop = () => {
    setEditing(false);
    setError(null);
    setTimeout(() => button.current?.focus());
  };
  const ask = (wish) => {
    setError(null);
    return wish().then(stop, (refused) => setError(refused.message));
  };
  return html`<li class="fact">
    <b class="what"><bdi>${fact.label}</bdi></b>
    ${editing
      ? html`<${Editor} fact=${fact} number=${number} onSave=${(value) => ask(() => edit(section, fact.key, value))} onCancel=${stop} />`
      : html`<span class="value">${number ? html`<bdi dir="ltr">${phone(fact.value)}</bdi>` : html`<bdi>${fact.value}</bdi>`}</span>
          <span class="about"><${From} fact=${fact} /></span>
          <span class="deeds">
            <button class="link" type="button" ref=${button} onClick=${() => setEditing(true)}
              aria-label=${t('pages.data.edit_of', { name: fact.label })}>${t('pages.data.edit')}</button>
            <button class="link" type="button" onClick=${() => ask(() => forget(section, fact.key))}
              aria-label=${t('pages.data.forget_of', { name: fact.label })}>${t('pages.data.forget')}</button>
          </span>`}
    <${Failure} message=${error} />
  </li>`;
}

function Editor({ fact, number, onSave, onCancel }) {
  const box = useRef(null);
  useLayoutEffect(() => box.current.select(), []);
  const save = (event) => {
    event.preventDefault();
    const value = box.current.value.trim();
    if (value) onSave(value);
  };
  return html`<form class="editor" onSubmit=${save} onKeyDown=${(event) => event.key === 'Escape' && onCancel()}>
    <input ref=${box} type=${number ? 'tel' : 'text'} dir=${number ? 'ltr' : 'auto'} maxlength="200" required
      value=${number ? phone(fact.value) : fact.value} aria-label=${fact.label} />
    <button class="chip" type="submit">${t('pages.data.save')}</button>
    <button class="chip" type="button" onClick=${onCancel}>${t('pages.data.leave')}</button>
  </form>`;
}

/** In words, with a link to the very message or turn where there is one. */
function From({ fact }) {
  const words = html`${t(SOURCES[fact.source] ?? 'pages.data.from.user')}, <${When} at=${fact.at} />`;
  const place = origin(fact);
  return place ? html`<a href=${place}>${words}</a>` : words;
}

function origin({ conversation_id: conversation, task_id: task, turn }) {
  if (task) return `/history?${new URLSearchParams({ task, ...(turn !== null && { turn }) })}`;
  return conversation ? `/history?${new URLSearchParams({ conversation, ...(turn !== null && { at: turn }) })}` : null;
}
