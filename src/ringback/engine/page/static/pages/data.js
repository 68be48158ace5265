// My data: all that is stored about the user, each with where it came from; edited, forgotten, taken back, downloaded,
// erased.
import * as api from '../api.js';
import { html, useEffect, useState } from '../html.js';
import { pathOf } from '../places.js';
import { sheet } from '../sheet.js';
import { t } from '../words.js';
import { Erase } from './erase.js';
import { Errands, named } from './errands.js';
import { FactRow } from './fact.js';
import { Failure, Listed, Waiting, When, useAnswer } from './parts.js';
import { Recordings } from './recordings.js';
import { context } from './requests.js';

export const styled = sheet('/static/pages/data.css');

const SECTIONS = {
  profile: 'pages.data.profile',
  contacts: 'pages.data.contacts',
  aliases: 'pages.data.aliases',
  preferences: 'pages.data.preferences',
  agreed: 'pages.data.agreed',
};

export function Body({ watch }) {
  const [version, setVersion] = useState(0);
  const [change, setChange] = useState(null);
  const { data, error } = useAnswer(context, [version]);

  useEffect(
    () =>
      watch(({ type, data: what, seq }) => {
        if (type === 'data.changed') setChange({ ...what, seq });
        if (type === 'data.changed' || type === 'recording.deleted' || type.startsWith('task.')) setVersion(seq);
      }),
    [],
  );

  return html`
    <h1 tabindex="-1">${t('page.nav.data')}</h1>
    <p class="intro">${t('pages.data.intro')}</p>
    <div class="chips">
      <a class="chip" href="/context/export" download>${t('pages.data.export')}</a>
      ${data && html`<${Recordings} tasks=${data.tasks} />`}
    </div>
    ${change && html`<${Change} key=${change.seq} change=${change} />`}
    <${Failure} message=${error} />
    ${!data && !error && html`<${Waiting} />`}
    ${data && html`
      ${Object.entries(SECTIONS).map(
        ([section, title]) =>
          (data[section].length > 0 || section === 'profile') &&
          html`<section class="panel" key=${section} aria-labelledby=${`of-${section}`}>
            <h2 id=${`of-${section}`}>${t(title)}</h2>
            ${data[section].length
              ? html`<ul class="facts-of">${data[section].map(
                  (fact) => html`<${FactRow} key=${fact.key} section=${section} fact=${fact} />`,
                )}</ul>`
              : html`<p class="hint">${t('pages.data.none')}</p>`}
          </section>`,
      )}
      ${data.settings.length > 0 && html`<${Settings} facts=${data.settings} />`}
      <${Errands} tasks=${data.tasks} />
      <${Calls} calls=${data.calls} tasks=${data.tasks} />
      <${Conversations} conversations=${data.conversations} />
    `}
    <${Erase} />
  `;
}

/** What the user has set: changed where it is explained. */
function Settings({ facts }) {
  return html`<section class="panel" aria-labelledby="of-settings">
    <h2 id="of-settings">${t('pages.data.settings')}</h2>
    <ul class="facts-of">${facts.map(
      (fact) => html`<li class="fact" key=${fact.key}>
        <b class="what"><bdi>${fact.label}</bdi></b><span class="value"><bdi>${fact.said}</bdi></span>
        <span class="about"><${When} at=${fact.at} /></span>
      </li>`,
    )}</ul>
    <p><a href="/settings">${t('pages.data.to_settings')}</a></p>
  </section>`;
}

/** What was just saved or forgotten, and the way to take it back. */
function Change({ change }) {
  const [undone, setUndone] = useState(false);
  const [error, setError] = useState(null);
  const undo = () => api.undo(change.seq).then(() => setUndone(true), (refused) => setError(refused.message));
  const possible = (change.value || change.before) && !change.undoes && !undone;
  return html`<div class="change">
    <p role="status" dir="auto">${change.text}</p>
    ${possible && html`<button class="chip" type="button" onClick=${undo}>${t('page.saved.undo')}</button>`}
    <${Failure} message=${error} />
  </div>`;
}

function Calls({ calls, tasks }) {
  const of = new Map(tasks.map((task) => [task.id, task]));
  return html`<${Listed} id="calls" title=${t('pages.data.calls')} count=${calls.length}>
    ${calls.map(
      (call) => html`<li key=${call.call_sid}>
        <a href=${pathOf(call.task_id)}><bdi>${named(of.get(call.task_id)) || call.call_sid}</bdi></a>
        <span class="about">${t('pages.data.turns', { count: call.turns.length })}</span>
        ${call.recording && html`<audio controls preload="none" src=${call.recording} dir="ltr"
          aria-label=${t('page.end.recording')}></audio>`}
      </li>`,
    )}
  </${Listed}>`;
}

function Conversations({ conversations }) {
  return html`<${Listed} id="conversations" title=${t('pages.data.conversations')} count=${conversations.length}>
    ${conversations.map(({ id, messages }) => {
      const [first] = messages;
      return html`<li key=${id}>
        <a href=${`/history?conversation=${id}`} dir="auto">${first?.text.split('\n')[0] ?? id}</a>
        <span class="about">
          ${t('pages.data.messages', { count: messages.length })}
          ${first && html` · <${When} at=${first.ts} />`}
        </span>
      </li>`;
    })}
  </${Listed}>`;
}
