// The message box: keeps what is typed over reloads, updates and failures; Enter sends, Shift+Enter makes a line.
import { html, useEffect, useRef, useState } from './html.js';
import { Send } from './icons.js';
import { t } from './words.js';

const DRAFT = 'draft';

/** Put the cursor at the end of the message box. */
export function focusBox() {
  const box = document.getElementById('message');
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

/** Focus that opens no keyboard on a touch screen. */
export function returnFocus() {
  if (matchMedia('(pointer: fine)').matches) focusBox();
  else document.getElementById('thread').focus();
}

/** Text to put into the box, next to what is typed there already. `name` alone is added to a sentence begun. */
function joined(typed, { text, name, back }, filled) {
  if (!typed.trim() || typed === filled) return text;
  return back ? `${text}\n${typed}` : `${typed.trimEnd()} ${name} `;
}

/** @param {{prefill: {text: string, name?: string, back?: boolean}|null, error: string|null, onSend: (text: string) => void}} props */
export function Composer({ prefill, error, onSend }) {
  const [text, setText] = useState(() => sessionStorage.getItem(DRAFT) ?? '');
  const box = useRef(null);
  const filled = useRef('');

  useEffect(() => sessionStorage.setItem(DRAFT, text), [text]);
  useEffect(() => {
    if (!prefill) return;
    setText((typed) => joined(typed, prefill, filled.current));
    filled.current = prefill.back ? '' : prefill.text;
    if (!prefill.back) setTimeout(focusBox);
  }, [prefill]);
  useEffect(() => {
    if (CSS.supports('field-sizing', 'content')) return;
    box.current.style.blockSize = 'auto';
    box.current.style.blockSize = `${box.current.scrollHeight}px`;
  }, [text]);

  const send = (event) => {
    event?.preventDefault();
    if (!text.trim()) return focusBox();
    onSend(text.trim());
    setText('');
    return undefined;
  };
  const onKeyDown = (event) => {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
  };

  return html`<form class="composer" onSubmit=${send}>
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
    <div class="box">
      <label class="unseen" for="message">${t('page.composer.label')}</label>
      <textarea
        id="message"
        ref=${box}
        rows="1"
        dir="auto"
        autocomplete="off"
        enterkeyhint="send"
        maxlength="4000"
        placeholder=${t('page.composer.placeholder')}
        value=${text}
        onInput=${(event) => setText(event.target.value)}
        onKeyDown=${onKeyDown}
      ></textarea>
      <button class="round primary" type="submit" aria-label=${t('page.composer.send')}><${Send} /></button>
    </div>
  </form>`;
}
