// One of several calls of an errand, while it lives; what was said in those that are over is told at the end.
import { html } from './html.js';
import { Timeline } from './call_card.js';
import { Transcript } from './transcript.js';

export function OneOfSeveral({ call }) {
  const going = call.seen.at(-1)?.status !== 'ended';
  return html`<section class="one">
    <h3 dir="auto">${call.name}</h3>
    <${Timeline} seen=${call.seen} digits=${call.digits} />
    ${going && html`<${Transcript} turns=${call.turns} notes=${call.notes} callee=${call.name} live />`}
  </section>`;
}
