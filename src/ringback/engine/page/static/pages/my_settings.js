// What the user sets for the calls.
//
// Rules:
// 1. A choice is saved when it is made; what is typed is a draft until it is saved, whatever comes meanwhile.
// 2. What is wrong, and what would be right, the engine says; it stands at the field it is about.
import { html, useEffect, useState } from '../html.js';
import { Sample } from '../voice.js';
import { t } from '../words.js';
import { Choice } from './choice.js';
import { Failure, Waiting, useAnswer } from './parts.js';
import { edit, forget, settings } from './requests.js';

const GROUPS = { speech: 'pages.settings.speech', limits: 'pages.settings.limits', privacy: 'pages.settings.privacy' };
const FEW = 3;
const ABOUT = ['settings', 'profile', 'all'];

export function MySettings({ watch }) {
  const [version, setVersion] = useState(0);
  const { data, error } = useAnswer(settings, [version]);
  useEffect(
    () => watch(({ type, data: what, seq }) => type === 'data.changed' && ABOUT.includes(what.section) && setVersion(seq)),
    [],
  );
  return html`
    <${Failure} message=${error} />
    ${!data && !error && html`<${Waiting} />`}
    ${data && Object.entries(GROUPS).map(
      ([group, title]) => html`<section class="panel" key=${group} aria-labelledby=${`of-${group}`}>
        <h2 id=${`of-${group}`}>${t(title)}</h2>
        ${data.settings
          .filter((setting) => setting.group === group)
          .map((setting) => html`<${Field} key=${setting.key} setting=${setting} name=${data.name} spoken=${spoken(data)} />`)}
      </section>`,
    )}
  `;
}

/** Takes this draft away, and no newer one. */
const drop = (typed) => (draft) => (draft === typed ? null : draft);

/** The language that the calls speak when nothing else is said. */
function spoken({ settings }) {
  const wished = settings.find(({ key }) => key === 'call_language')?.value;
  return ['he', 'en'].includes(wished) ? wished : document.documentElement.lang;
}

function Field({ setting, name, spoken }) {
  const { key, kind, label, hint, value, standard, options } = setting;
  const [draft, setDraft] = useState(null);
  const [note, setNote] = useState('');
  const [error, setError] = useState(null);
  const now = value ?? (kind === 'choice' ? standard : '');
  const ask = async (wish, typed) => {
    setError(null);
    setNote(t('pages.settings.saving'));
    try {
      await wish();
      setNote(t('pages.settings.saved'));
    } catch (refused) {
      setNote('');
      setError(refused.message);
      if (kind === 'choice') setDraft(drop(typed));
      return;
    }
    if (kind !== 'choice') setDraft(drop(typed));
  };
  useEffect(() => setDraft(drop(now)), [now]); // a choice that was made stands until it is told as saved
  const save = (typed) => ask(() => edit('settings', key, typed), typed);
  const choose = ({ target }) => {
    setDraft(target.value);
    save(target.value);
  };
  const id = `set-${key}`;
  const about = error ? `${id}-hint ${id}-error` : `${id}-hint`;
  const given = { setting, id, about, wrong: error !== null, value: draft ?? now };
  const named = Object.fromEntries(options.map((option) => [option.value, option.label]));
  return html`<div class="set">
    ${kind === 'choice' && options.length <= FEW
      ? html`<${Choice} name=${key} legend=${label} options=${named} value=${draft ?? now} onChange=${choose} hint=${about} />`
      : html`<label for=${id}>${label}</label>
          ${kind === 'choice'
            ? html`<${Menu} ...${given} onChange=${choose} />`
            : html`<${Typed} ...${given} now=${now} onDraft=${setDraft} onSave=${save} />`}`}
    ${key === 'voice' && html`<${Sample} voice=${given.value === standard ? '' : given.value} language=${spoken} name=${named[given.value]} />`}
    ${kind === 'text' && html`<${Heard} setting=${setting} text=${(draft ?? now).trim() || standard} name=${name} />`}
    <p class="hint" id=${`${id}-hint`} dir="auto">${hint}</p>
    <p class="note" role="status">${note}</p>
    ${error && html`<p class="error" role="alert" id=${`${id}-error`} dir="auto">${error}</p>`}
    ${value !== null && kind !== 'choice' && html`<button class="link" type="button"
      aria-label=${t('pages.settings.reset', { name: label })}
      onClick=${() => ask(() => forget('settings', key), draft)}>${t('pages.settings.reset_short')}</button>`}
  </div>`;
}

function Menu({ setting, id, about, value, onChange }) {
  return html`<select id=${id} value=${value} aria-describedby=${about} onChange=${onChange}>
    ${setting.options.map((option) => html`<option key=${option.value} value=${option.value}>${option.label}</option>`)}
  </select>`;
}

/** What is typed, and the way to save it; Escape leaves it as it was. */
function Typed({ setting, id, about, wrong, value, now, onDraft, onSave }) {
  const { kind, standard, language } = setting;
  const changed = value.trim() !== now && value.trim() !== '';
  const submit = (event) => {
    event.preventDefault();
    if (changed) onSave(value.trim());
  };
  const given = {
    id,
    value,
    placeholder: standard || t(kind === 'hours' ? 'pages.line.none' : 'pages.line.no_limit'),
    autocomplete: 'off',
    'aria-describedby': about,
    'aria-invalid': wrong ? 'true' : null,
    onInput: ({ target }) => onDraft(target.value),
    onKeyDown: (event) => {
      if (event.key === 'Escape') onDraft(null);
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      event.target.form.requestSubmit();
    },
  };
  return html`<form onSubmit=${submit}>
    ${kind === 'text'
      ? html`<textarea ...${given} rows="2" maxlength="200" lang=${language} dir=${language === 'he' ? 'rtl' : 'ltr'}></textarea>`
      : html`<input ...${given} dir="ltr" maxlength="20" inputmode=${kind === 'count' ? 'numeric' : kind === 'money' ? 'decimal' : null} />`}
    ${changed && html`<button class="chip" type="submit">${t('pages.settings.save')}</button>`}
  </form>`;
}

/** The first sentence as the callee will hear it. */
function Heard({ setting, text, name }) {
  const { language } = setting;
  const heard = text.replace(/\{\s*(?:name|שם)\s*\}/i, name || t('pages.settings.someone'));
  return html`<figure class="heard">
    <figcaption>${t('pages.settings.heard')}</figcaption>
    <blockquote lang=${language} dir=${language === 'he' ? 'rtl' : 'ltr'}>${heard}</blockquote>
  </figure>`;
}
