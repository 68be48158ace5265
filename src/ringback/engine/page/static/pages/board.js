// The live board: with whom, how far, the last words, since when; opened or hung up from here.
import * as api from '../api.js';
import { html, useEffect, useRef, useState } from '../html.js';
import { pathOf } from '../places.js';
import { Since } from '../since.js';
import { STATUSES } from '../statuses.js';
import { t } from '../words.js';
import { after, begin } from './board_store.js';
import { Failure } from './parts.js';
import { liveCalls } from './requests.js';

const PAUSE = 300;

/** The rows, kept up with the journal; drawn at most once a frame. @param {(onEntry: Function) => Function} watch */
export function useBoard(watch) {
  const [rows, setRows] = useState(null);
  const [error, setError] = useState(null);
  useEffect(() => {
    let board = null;
    let drawing = false;
    let asking = 0;
    let missed = [];
    const draw = () => {
      if (drawing) return;
      drawing = true;
      requestAnimationFrame(() => {
        drawing = false;
        setRows(board);
      });
    };
    const take = (entry) => {
      if (!board || asking) missed.push(entry);
      if (!board) return;
      board = after(board, entry);
      if (board.get(entry.task)?.unknown && !asking) asking = setTimeout(ask, PAUSE);
      draw();
    };
    const ask = () =>
      liveCalls().then(
        (calls) => {
          const entries = missed;
          [asking, missed, board] = [0, [], begin(calls)];
          setError(null);
          entries.forEach(take);
          draw();
        },
        (refused) => {
          asking = 0;
          setError(refused.message);
        },
      );
    const stop = watch(take);
    ask();
    return () => {
      stop();
      clearTimeout(asking);
    };
  }, []);
  return { rows, error };
}

/** A row that has not changed is not drawn again. */
export function Board({ rows }) {
  const drawn = useRef(new WeakMap());
  const row = (call) => {
    if (!drawn.current.has(call)) drawn.current.set(call, html`<${Row} key=${call.task_id} call=${call} />`);
    return drawn.current.get(call);
  };
  if (rows.size === 0) return html`<p class="hint">${t('pages.ops.no_calls')}</p>`;
  return html`<ul class="board" aria-live="off">${[...rows.values()].map(row)}</ul>`;
}

function Row({ call }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(null);
  const name = call.callee || call.phone_number;
  const hangUp = () => {
    if (busy) return;
    setBusy(true);
    setError(null);
    api.hangUp(call.task_id).catch((refused) => {
      setBusy(false);
      setError(refused.message);
    });
  };
  return html`<li class=${call.asks ? 'asks' : ''} data-task=${call.task_id}>
    <span class=${`tag ${call.answered_at ? 'succeeded' : ''}`}>${t(STATUSES[call.status])}</span>
    <b class="with"><bdi>${name}</bdi></b>
    <span class="last" dir="auto">${call.asks ? html`<em>${t('page.ask.title')}</em> ${call.asks}` : call.last}</span>
    <span class="for"><${Since} key=${call.answered_at} from=${call.answered_at ?? call.confirmed_at} /></span>
    <span class="deeds">
      <a class="link" href=${pathOf(call.task_id)} aria-label=${t('pages.ops.open_of', { name })}>${t('page.dock.open')}</a>
      <button class="link off" type="button" aria-disabled=${busy} onClick=${hangUp}
        aria-label=${t('pages.ops.hang_up_of', { name })}>${busy ? t('page.call.hanging_up') : t('page.call.hang_up')}</button>
    </span>
    <${Failure} message=${error} />
  </li>`;
}
