// The assistant's question in the middle of a call: its options, any other answer, the time left and what happens then.
import { html, useEffect, useRef, useState } from './html.js';
import * as api from './api.js';
import { Send } from './icons.js';
import { whenStill } from './press.js';
import { instant, t } from './words.js';

/** Keyed by the question, so that what is typed belongs to it alone. */
export function AskCard({ task, question }) {
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const left = useSecondsTo(question.deadline_at);
  const send = async (text) => {
    if (busy || !text) return;
    setBusy(true);
    setError(null);
    try {
      await api.answer(task.id, question.question_id, text);
    } catch (refused) {
      setBusy(false);
      setError(refused.message);
    }
  };
  const submit = (event) => {
    event.preventDefault();
    send(typed.trim());
  };
  const otherwise = question.default || t('page.ask.default');
  const id = `ask-${question.question_id}`;
  const card = useRef(null);
  // The conversation may have gone on below the call, and the time to answer is short.
  useEffect(() => whenStill(() => card.current?.scrollIntoView({ block: 'nearest' })), []);

  return html`<section class="ask" ref=${card} aria-labelledby=${id}>
    <h3 id=${id}>${t('page.ask.title')}</h3>
    <p class="lead" dir="auto">${question.text}</p>
    ${question.options.length > 0 &&
    html`<div class="chips" role="group" aria-label=${t('page.chips.label')}>
      ${question.options.map(
        (text) => html`<button key=${text} class="chip" type="button" aria-disabled=${busy} onClick=${() => send(text)}>
          <span dir="auto">${text}</span>
        </button>`,
      )}
    </div>`}
    <form class="inline-box" onSubmit=${submit}>
      <label class="unseen" for=${`${id}-text`}>${t('page.ask.label')}</label>
      <input id=${`${id}-text`} dir="auto" autocomplete="off" maxlength="500" enterkeyhint="send"
        placeholder=${t('page.ask.label')} value=${typed} onInput=${(event) => setTyped(event.target.value)} />
      <button class="round primary" type="submit" aria-disabled=${busy} aria-label=${t('page.ask.send')}><${Send} /></button>
    </form>
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
    <p class="hint" role="timer" aria-live="off">
      ${busy
        ? t('page.ask.sending')
        : html`<span>${left > 0 ? t('page.ask.seconds', { seconds: left }) : t('page.ask.time_up')} </span>
            <span dir="auto">${otherwise}</span>`}
    </p>
  </section>`;
}

/** Whole seconds until `when`, counted down; 0 when it has come. */
function useSecondsTo(when) {
  const left = () => Math.max(0, Math.ceil((instant(when) - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left());
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
  }, [when]);
  return seconds;
}
