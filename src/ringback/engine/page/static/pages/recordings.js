// Deleting the sound of every call at once; what was said stays as text.
import { html, useState } from '../html.js';
import { eraseRecording } from '../cards_api.js';
import { figure, t } from '../words.js';
import { Failure } from './parts.js';

/** A chip, asked about once; nothing while no ended errand has a recording. @param {{tasks: object[]}} props */
export function Recordings({ tasks }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const heard = tasks.filter(({ outcome, recording, calls }) => outcome && (recording || calls.some((call) => call.recording)));
  const erase = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      for (const { id } of heard) await eraseRecording(id);
      setAsking(false);
    } catch (refused) {
      setError(refused.message);
    }
    setBusy(false);
  };
  if (!heard.length) return null;
  if (!asking) return html`<button class="chip" type="button" onClick=${() => setAsking(true)}>${t('pages.data.recordings')}</button>`;
  return html`<span class="chips" role="group" aria-label=${t('pages.data.recordings')}>
    <span>${t('pages.data.recordings_sure', { count: figure(heard.length) })}</span>
    <button class="chip warn" type="button" aria-disabled=${busy} onClick=${erase}>
      ${busy ? t('pages.card.erasing') : t('pages.data.recordings')}
    </button>
    <button class="chip" type="button" onClick=${() => setAsking(false)}>${t('pages.card.keep')}</button>
    <${Failure} message=${error} />
  </span>`;
}
