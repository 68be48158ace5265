// The live board as a fold over the journal: a row for every call that is on. Pure, and nothing is copied but the row
// that changed, so that it keeps up with a hundred calls.
//
// Rules:
// 1. The rows begin with what the engine tells of its calls; entries at or below a row's `seq` are in it already.
// 2. Of a call that began since, only its entries are known: it is `unknown` until the engine is asked again.

/** @param {object[]} calls the answer of GET /calls */
export const begin = (calls) => new Map(calls.map((call) => [call.task_id, call]));

/** The board after an entry: the same one when it tells nothing of it. @param {Map<string, object>} rows */
export function after(rows, entry) {
  const change = CHANGES[entry.type];
  if (!change || !entry.task) return rows;
  const row = rows.get(entry.task);
  if (row ? entry.seq <= row.seq : !begins(entry)) return rows;
  const next = new Map(rows);
  const changed = change(row ?? unknown(entry), entry, entry.data);
  if (changed) next.set(entry.task, { ...changed, seq: entry.seq });
  else next.delete(entry.task);
  return next;
}

const begins = ({ type, data }) => type === 'task.confirmed' || (type === 'call.status' && data.status !== 'ended');

const unknown = ({ task, ts }) => ({
  task_id: task,
  callee: '',
  phone_number: '',
  status: 'queued',
  confirmed_at: ts,
  answered_at: null,
  who: '',
  last: '',
  asks: '',
  unknown: true,
});

const UP = new Set(['answered', 'ivr', 'on_hold', 'screening', 'voicemail']);
const gone = () => null;

const CHANGES = {
  'task.confirmed': (row) => row,
  'call.status': (row, { ts }, { status }) => ({
    ...row,
    status,
    answered_at: status === 'ended' ? null : (row.answered_at ?? (UP.has(status) ? ts : null)),
    asks: status === 'ended' ? '' : row.asks,
  }),
  'call.turn': (row, entry, { who, text }) => (text ? { ...row, who, last: text } : row),
  'call.ask': (row, entry, { text }) => ({ ...row, asks: text }),
  'call.answer': (row) => ({ ...row, asks: '' }),
  'task.scheduled': gone,
  'task.outcome': gone,
  'task.failed': gone,
  'task.cancelled': gone,
};
