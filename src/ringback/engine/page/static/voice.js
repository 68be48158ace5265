// A voice of the calls, to be heard before a call is made with it: a button, then the browser's own player.
import { Refused } from './api.js';
import { html, useEffect, useState } from './html.js';
import { Play } from './icons.js';
import { sheet } from './sheet.js';
import { t } from './words.js';

sheet('/static/voice.css');

/** The address of the sound, once it is there. */
async function sound(voice, language) {
  const url = `/line/voice?${new URLSearchParams({ voice, language })}`;
  const answer = await fetch(url).catch(() => {
    throw new Refused('network', t('page.error.network'));
  });
  if (answer.ok) return url;
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.error ?? 'http_error', said.detail || t('page.error.other'));
}

/** `voice` is empty for the usual one; `name` is how it is called. */
export function Sample({ voice, language, name }) {
  const [state, setState] = useState({});
  useEffect(() => setState({}), [voice, language]);
  const { busy, url, error } = state;
  const listen = async () => {
    if (busy) return;
    setState({ busy: true });
    const next = await sound(voice, language).then(
      (found) => ({ url: found }),
      (refused) => ({ error: refused.message }),
    );
    setState((now) => (now.busy ? next : now));
  };
  return html`<span class="sample">
    ${url
      ? html`<audio controls autoplay src=${url} aria-label=${t('pages.voice.of', { name })}
          onError=${() => setState({ error: t('pages.voice.broken') })}></audio>`
      : html`<button class="chip" type="button" aria-disabled=${busy === true} onClick=${listen}
          aria-label=${t('pages.voice.listen_to', { name })}><${Play} />${busy ? t('pages.voice.coming') : t('pages.voice.listen')}</button>`}
    ${error && html`<span class="error" role="alert" dir="auto">${error}</span>`}
  </span>`;
}
