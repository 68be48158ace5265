// The page's start: first data from the document, then the live socket; one store, drawn again after every change.
import * as api from './api.js';
import { Composer, focusBox, returnFocus } from './composer.js';
import { Dock } from './dock.js';
import { BookAside, Header, Strip } from './frame.js';
import { html, render, useRef, useState } from './html.js';
import { follow } from './live.js';
import * as places from './places.js';
import { whenStill } from './press.js';
import { STATUSES } from './statuses.js';
import { from, live, reduce, waiting } from './store.js';
import { Thread, withCards } from './thread.js';
import { speak, t } from './words.js';

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const first = read('first');
speak(read('texts'), first.language, first.zone);
const people = first.practice ? first.people.filter((person) => person.language === first.language) : [];

let state = from(first.events, first.seq);
let connected = true;
let drawing = false;
let moved = false;
let sent = Promise.resolve();
const watchers = new Set();

function dispatch(action) {
  state = reduce(state, action);
  draw();
}

function draw() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(() => whenStill(redraw));
}

function redraw() {
  drawing = false;
  render(html`<${App} state=${state} connected=${connected} place=${places.here()} />`, document.getElementById('app'));
}

/** One message after the other, so that the first begins the conversation of the next. */
function send(text, plan) {
  const answer = sent.catch(() => null).then(() => api.chat(text, state.conversation, plan, first.language));
  sent = answer;
  return answer;
}

/** Have `onEntry` told of every journal entry from now on; returns how to end that. */
function watch(onEntry) {
  watchers.add(onEntry);
  return () => watchers.delete(onEntry);
}

function App({ state: now, connected: online, place }) {
  const [prefill, setPrefill] = useState(null);
  const [error, setError] = useState(null);
  const talking = place === '/';

  const say = async (text) => {
    setError(null);
    dispatch({ type: 'sending', text });
    try {
      dispatch({ type: 'answered', answer: await send(text, waiting(now)) });
    } catch (refused) {
      dispatch({ type: 'unsent', text });
      setPrefill({ text, back: true });
      setError(refused.message);
    }
  };
  const tap = (text) => {
    if (talking) returnFocus();
    else places.go('/');
    say(text);
  };
  const choose = (person) =>
    setPrefill({ text: t('page.book.prefill', { name: person.name }), name: person.name });

  return html`
    <${Header} language=${first.language} practice=${talking && people.length > 0} people=${people} onPerson=${choose} />
    ${first.practice && html`<${Strip} />`}
    <${Kept} shown=${talking}>
      <main>
        <h1 class="unseen" tabindex="-1">${t('page.heading')}</h1>
        <${Thread} state=${now} practice=${first.practice} onSay=${tap} />
        <${Composer} prefill=${prefill} error=${error} onSend=${say} />
      </main>
      ${people.length > 0 && html`<${BookAside} people=${people} onPerson=${choose} />`}
    </${Kept}>
    ${!talking && html`<${places.Place} path=${place} moved=${moved} first=${first} state=${now} watch=${watch} onSay=${tap} />`}
    ${!talking && html`<${Dock} tasks=${now.tasks} />`}
    ${!online && html`<p class="offline">${t('page.connection.lost')}</p>`}
    <p class="unseen" role="status">${online ? spoken(now) : t('page.connection.lost')}</p>
  `;
}

/** What is hidden stays as it is: nothing of it is drawn or lost; it is first made when it is first shown. */
function Kept({ shown, children }) {
  const last = useRef(null);
  if (shown) last.current = children;
  return html`<div class="body" hidden=${!shown}>${last.current}</div>`;
}

/** What a screen reader hears of a running call besides the transcript: its status and its question, once. */
function spoken(now) {
  const call = Object.values(now.tasks).find(live)?.call;
  if (call?.question) return `${t('page.ask.title')}: ${call.question.text}`;
  const status = call?.seen.at(-1)?.status;
  return status ? t(STATUSES[status]) : '';
}

/** The document's own parts follow the place: its title and where the skip link leads. */
function name() {
  const place = places.here();
  document.title = `Ringback · ${t(place === '/' ? 'page.heading' : places.PLACES[place].label)}`;
  const skip = document.querySelector('.skip');
  skip.setAttribute('href', place === '/' ? '#message' : '#place');
  skip.textContent = t(place === '/' ? 'page.skip' : 'page.skip.content');
}

function fitKeyboard() {
  document.documentElement.style.setProperty('--page', `${visualViewport.height}px`);
}

visualViewport?.addEventListener('resize', fitKeyboard);
places.follow(() => {
  moved = true;
  name();
  draw();
  if (places.here() === '/') requestAnimationFrame(returnFocus);
});

function begin() {
  draw();
  if (places.here() === '/' && matchMedia('(pointer: fine)').matches) requestAnimationFrame(focusBox);
}

name();
const talkOnly = state.items.every((item) => item.kind === 'message');
if (talkOnly) begin();
withCards().finally(talkOnly ? draw : begin);
follow(
  () => state.seq,
  (entry) => {
    for (const onEntry of watchers) onEntry(entry);
    dispatch({ type: 'entry', entry });
    if (document.hidden) import('./notify.js').then(({ tell }) => tell(entry, state));
  },
  (open) => {
    connected = open;
    draw();
  },
);
