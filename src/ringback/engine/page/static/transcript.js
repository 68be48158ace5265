// What both sides say in a call: name, side and colour, and between the turns what was asked, answered, pressed and told;
// the newest line stays in view unless the reader scrolled away.
import { html, useLayoutEffect, useRef, useState } from './html.js';
import { Down, Play } from './icons.js';
import { minutes, t } from './words.js';

const NOTES = {
  asked: 'page.note.asked',
  answered: 'page.note.answered',
  default: 'page.note.default',
  pressed: 'page.note.pressed',
  guide: 'page.note.guide',
  say: 'page.note.say',
};

const STATES = { sent: 'page.steer.sent', used: 'page.steer.used', too_late: 'page.steer.too_late' };

/**
 * `onSeek` plays the recording from a turn.
 * @param {{turns: object[], notes: object[], callee: string, live?: boolean, fromEnd?: boolean, onSeek?: (ms: number) => void}} props
 */
export function Transcript({ turns, notes, callee, live = false, fromEnd = live, onSeek = null }) {
  const box = useRef(null);
  const [follows, setFollows] = useState(true);
  const newest = turns.at(-1);
  const lines = merged(turns, notes);
  const toNow = () => {
    box.current.scrollTop = box.current.scrollHeight;
  };
  useLayoutEffect(() => {
    if (fromEnd && follows) toNow();
  }, [turns.length, notes.length, newest?.text, follows]);
  const onScroll = ({ target }) => setFollows(target.scrollHeight - target.scrollTop - target.clientHeight < 40);

  return html`<div class="transcript">
    <div
      class="lines"
      ref=${box}
      onScroll=${onScroll}
      tabindex="0"
      role=${live ? 'log' : 'group'}
      aria-label=${t('page.call.transcript')}
      aria-busy=${live && newest?.final === false}
    >
      ${lines.length
        ? lines.map((line) =>
            line.key
              ? html`<${Note} key=${line.key} note=${line} />`
              : html`<${Turn} key=${line.turn} turn=${line} callee=${callee} onSeek=${onSeek} />`,
          )
        : html`<p class="hint">${t('page.call.waiting')}</p>`}
    </div>
    ${live && !follows &&
    html`<button class="jump" type="button" onClick=${toNow}><${Down} />${t('page.call.now')}</button>`}
  </div>`;
}

function Turn({ turn, callee, onSeek }) {
  const agent = turn.who === 'agent';
  return html`<div class=${`turn ${agent ? 'agent' : 'callee'}${turn.final === false ? ' interim' : ''}`} data-turn=${turn.turn}>
    <p class="who">
      <bdi>${agent ? t('page.call.agent') : callee || t('page.call.callee')}</bdi>
      ${onSeek
        ? html`<button class="seek" type="button" onClick=${() => onSeek(turn.t0)}
            aria-label=${t('page.end.play_from', { time: minutes(turn.t0) })}><${Play} /><time dir="ltr">${minutes(turn.t0)}</time></button>`
        : html`<time dir="ltr">${minutes(turn.t0)}</time>`}
    </p>
    <p dir="auto">${turn.text}</p>
  </div>`;
}

function Note({ note }) {
  return html`<p class="aside">
    ${t(NOTES[note.kind])} <span dir="auto">${note.text}</span>
    ${note.state && html` <span class="state">${t(STATES[note.state])}</span>`}
  </p>`;
}

/** Turns by their beginning, each note after the turn that had begun when it came. */
function merged(turns, notes) {
  const before = (turn) => notes.filter((note) => note.t < turn.t0);
  let told = 0;
  const lines = turns.flatMap((turn) => {
    const count = before(turn).length;
    const now = notes.slice(told, Math.max(told, count));
    told = Math.max(told, count);
    return [...now, turn];
  });
  return [...lines, ...notes.slice(told)];
}
