// Listening in on a call that is on: off until it is asked for, with a meter for each side.
import { html, useEffect, useRef, useState } from './html.js';
import { Ear } from './card_icons.js';
import * as cards from './cards_api.js';
import { t } from './words.js';

/** Opens the sound of a task's call; `onLevels` hears how loud both sides are, 0 to 1, `onEnd` that it is over. */
async function open(task, onLevels, onEnd) {
  const context = new AudioContext({ sampleRate: 8000 });
  try {
    await context.audioWorklet.addModule('/static/listen_worklet.js');
    const node = new AudioWorkletNode(context, 'call-sound', { numberOfInputs: 0, outputChannelCount: [2] });
    node.connect(context.destination);
    node.port.onmessage = ({ data }) => onLevels(data);
    const { url } = await cards.listen(task);
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${url}`);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => node.port.postMessage(data, [data]);
    socket.onclose = onEnd;
    return () => {
      socket.onclose = null;
      socket.close();
      context.close();
    };
  } catch (failed) {
    context.close();
    throw failed;
  }
}

export function Listen({ task, callee }) {
  const [on, setOn] = useState(false);
  const [levels, setLevels] = useState([0, 0]);
  const [error, setError] = useState(null);
  const close = useRef(null);
  const wanted = useRef(false);
  const stop = () => {
    wanted.current = false;
    close.current?.();
    close.current = null;
    setOn(false);
    setLevels([0, 0]);
  };
  useEffect(
    () => () => {
      wanted.current = false;
      close.current?.();
    },
    [],
  );
  const toggle = async () => {
    if (on) return stop();
    setOn(true);
    setError(null);
    wanted.current = true;
    try {
      close.current = await open(task.id, setLevels, stop);
      if (!wanted.current) stop();
    } catch (refused) {
      setOn(false);
      setError(refused.message);
    }
    return undefined;
  };
  const meter = (side, name, level) => html`<span class=${`level ${side}`}>
    <span class="unseen">${t('pages.listen.level')} </span><bdi>${name}</bdi>
    <meter min="0" max="1" value=${level.toFixed(2)} aria-label=${`${t('pages.listen.level')} ${name}`}></meter>
  </span>`;
  return html`<div class="listen">
    <button class="chip" type="button" aria-pressed=${on} onClick=${toggle}>
      <${Ear} />${on ? t('pages.listen.stop') : t('pages.listen.start')}
    </button>
    ${on &&
    html`<div class="levels" aria-live="off">
      ${meter('agent', t('page.call.agent'), levels[0])} ${meter('callee', callee || t('page.call.callee'), levels[1])}
    </div>`}
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </div>`;
}
