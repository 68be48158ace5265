// What both sides say in a call: name, side and colour; the newest line stays in view unless the reader scrolled away.
import { html, useLayoutEffect, useRef, useState } from './html.js';
import { Down } from './icons.js';
import { minutes, t } from './words.js';

/** @param {{turns: object[], callee: string, live?: boolean, fromEnd?: boolean}} props */
export function Transcript({ turns, callee, live = false, fromEnd = live }) {
  const box = useRef(null);
  const [follows, setFollows] = useState(true);
  const newest = turns.at(-1);
  const toNow = () => {
    box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (fromEnd && follows) toNow();
  }, [turns.length, newest?.text, follows]);
  const onScroll = ({ target }) => setFollows(target.scrollHeight - target.scrollTop - target.clientHeight < 40);

  return html`<div class="transcript">
    <div
      class="lines"
      ref=${box}
      onScroll=${onScroll}
      tabindex="0"
      role=${live ? 'log' : 'region'}
      aria-label=${t('page.call.transcript')}
      aria-busy=${live && newest?.final === false}
    >
      ${turns.length
        ? turns.map((turn) => html`<${Turn} key=${turn.turn} turn=${turn} callee=${callee} />`)
        : html`<p class="hint">${t('page.call.waiting')}</p>`}
    </div>
    ${live && !follows &&
    html`<button class="jump" type="button" onClick=${toNow}><${Down} />${t('page.call.now')}</button>`}
  </div>`;
}

function Turn({ turn, callee }) {
  const agent = turn.who === 'agent';
  return html`<div class=${`turn ${agent ? 'agent' : 'callee'}${turn.final === false ? ' interim' : ''}`}>
    <p class="who">
      <bdi>${agent ? t('page.call.agent') : callee || t('page.call.callee')}</bdi>
      <time dir="ltr">${minutes(turn.t0)}</time>
    </p>
    <p dir="auto">${turn.text}</p>
  </div>`;
}
