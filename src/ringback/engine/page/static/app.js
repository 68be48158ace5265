// The page's start: first data from the document, then the live socket; one store, drawn again after every change.
import * as api from './api.js';
import { STATUSES } from './call_card.js';
import { Composer, focusBox, returnFocus } from './composer.js';
import { BookAside, Header, Strip } from './frame.js';
import { html, render, useState } from './html.js';
import { follow } from './live.js';
import { from, live, reduce } from './store.js';
import { Thread } from './thread.js';
import { speak, t } from './words.js';

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const first = read('first');
speak(read('texts'), first.language);
const people = first.practice ? first.people.filter((person) => person.language === first.language) : [];

let state = from(first.events, first.seq);
let connected = true;
let drawing = false;

function dispatch(action) {
  state = reduce(state, action);
  draw();
}

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    render(html`<${App} state=${state} connected=${connected} />`, document.getElementById('app'));
  });
}

function App({ state: now, connected: online }) {
  const [prefill, setPrefill] = useState(null);
  const [error, setError] = useState(null);

  const say = async (text) => {
    setError(null);
    dispatch({ type: 'sending', text });
    try {
      dispatch({ type: 'answered', answer: await api.chat(text, now.conversation, first.language) });
    } catch (refused) {
      dispatch({ type: 'unsent', text });
      setPrefill({ text, back: true });
      setError(refused.message);
    }
  };
  const tap = (text) => {
    returnFocus();
    say(text);
  };
  const choose = (person) =>
    setPrefill({ text: t('page.book.prefill', { name: person.name }), name: person.name });

  return html`
    <${Header} language=${first.language} practice=${people.length > 0} people=${people} onPerson=${choose} />
    ${first.practice && html`<${Strip} />`}
    <div class="body">
      <main>
        <h1 class="unseen">${t('page.heading')}</h1>
        <${Thread} state=${now} practice=${first.practice} onSay=${tap} />
        <${Composer} prefill=${prefill} error=${error} onSend=${say} />
      </main>
      ${people.length > 0 && html`<${BookAside} people=${people} onPerson=${choose} />`}
    </div>
    ${!online && html`<p class="offline">${t('page.connection.lost')}</p>`}
    <p class="unseen" role="status">${online ? spoken(now) : t('page.connection.lost')}</p>
  `;
}

/** What a screen reader hears of a running call besides the transcript: its status and its question, once. */
function spoken(now) {
  const call = Object.values(now.tasks).find(live)?.call;
  if (call?.question) return `${t('page.ask.title')}: ${call.question.text}`;
  const status = call?.seen.at(-1)?.status;
  return status ? t(STATUSES[status]) : '';
}

function fitKeyboard() {
  document.documentElement.style.setProperty('--page', `${visualViewport.height}px`);
}

visualViewport?.addEventListener('resize', fitKeyboard);
draw();
follow(
  () => state.seq,
  (entry) => dispatch({ type: 'entry', entry }),
  (open) => {
    connected = open;
    draw();
  },
);
if (matchMedia('(pointer: fine)').matches) requestAnimationFrame(focusBox);
