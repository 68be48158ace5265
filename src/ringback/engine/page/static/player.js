// The recording of a call: the browser's own player, and over it the two voices as a waveform that seeks it.
//
// Rules:
// 1. The player alone is enough: the waveform is for the eye, and comes only when it is looked at.
// 2. Time runs from left to right in every language.
import { html, useEffect, useRef, useState } from './html.js';
import { Bin, Download } from './card_icons.js';
import * as cards from './cards_api.js';
import { usePlayFrom } from './play_from.js';
import { figure, t } from './words.js';

const SPEEDS = [1, 1.25, 1.5, 2];
/** Of one voice, in pixels; the content security policy knows the style that the waveform makes of it. */
const LANE = 32;

/** @param {{task: object, src: string, callee: string}} props */
export function Player({ task, src, callee }) {
  const player = useRef(null);
  const [speed, setSpeed] = useState(1);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  useEffect(() => {
    player.current.playbackRate = speed;
  }, [speed]);
  usePlayFrom(task.id, player);
  const erase = async () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await cards.eraseRecording(task.id);
    } catch (refused) {
      setBusy(false);
      setError(refused.message);
    }
  };
  const id = `speed-${task.id}`;

  return html`<figure class="recording" aria-label=${t('page.end.recording')}>
    <figcaption class="lanes">
      ${t('page.end.recording')}
      <span class="lane agent">${t('page.call.agent')}</span>
      <span class="lane callee"><bdi>${callee || t('page.call.callee')}</bdi></span>
    </figcaption>
    <${Waveform} player=${player} src=${src} />
    <audio ref=${player} controls preload="metadata" src=${src} dir="ltr" aria-label=${t('page.end.recording')}></audio>
    ${asking
      ? html`<div class="player-tools" role="group" aria-label=${t('pages.card.erase')}>
          <span>${t('pages.card.erase_sure')}</span>
          <button class="chip warn" type="button" aria-disabled=${busy} onClick=${erase}>
            <${Bin} />${busy ? t('pages.card.erasing') : t('pages.card.erase')}
          </button>
          <button class="chip" type="button" onClick=${() => setAsking(false)}>${t('pages.card.keep')}</button>
        </div>`
      : html`<div class="player-tools">
          <label for=${id}>${t('pages.card.speed')}</label>
          <select id=${id} dir="ltr" value=${speed} onChange=${(event) => setSpeed(Number(event.target.value))}>
            ${SPEEDS.map((one) => html`<option key=${one} value=${one}>${figure(one)}×</option>`)}
          </select>
          <a class="tool" href=${src} download=${`ringback-${task.id}.wav`}><${Download} />${t('pages.card.download')}</a>
          <button class="tool" type="button" onClick=${() => setAsking(true)}><${Bin} />${t('pages.card.erase')}</button>
        </div>`}
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </figure>`;
}

function Waveform({ player, src }) {
  const box = useRef(null);
  useEffect(() => {
    let drawn = null;
    let left = false;
    const watcher = new IntersectionObserver(async ([seen]) => {
      if (!seen.isIntersecting) return;
      watcher.disconnect();
      try {
        const [{ default: WaveSurfer }, shape] = await Promise.all([import('./vendor/wavesurfer.js'), cards.peaks(src)]);
        if (!left) drawn = draw(WaveSurfer, shape, box.current, player.current);
      } catch {
        // The player stands without it.
      }
    });
    watcher.observe(box.current);
    return () => {
      left = true;
      watcher.disconnect();
      drawn?.destroy();
    };
  }, [src]);
  return html`<div class="waveform" ref=${box} dir="ltr" aria-hidden="true"></div>`;
}

/** A colour of the style sheet as a canvas reads it. */
function resolved(container, name) {
  const probe = container.appendChild(document.createElement('i'));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function draw(WaveSurfer, { seconds, agent, callee }, container, media) {
  const colour = (name) => resolved(container, name);
  const lane = (name) => ({ waveColor: colour(`--wave-${name}`), progressColor: colour(`--played-${name}`), height: LANE });
  return WaveSurfer.create({
    container,
    media,
    peaks: [agent, callee],
    duration: seconds,
    height: LANE,
    splitChannels: [lane('agent'), lane('callee')],
    barWidth: 2,
    barGap: 1,
    barRadius: 2,
    cursorColor: colour('--ink'),
    normalize: true,
    dragToSeek: true,
  });
}
