// The page's state as a fold over the journal. Pure: no clock, no DOM, no network; `reduce` never changes its input.
//
// Rules:
// 1. An entry with a `seq` at or below the highest one seen changes nothing, so a resumed socket may repeat itself.
// 2. A task has one plan item in the thread (the newest version), one call item and one end item.
// 3. A question about a task takes its plan back: that plan can no longer be confirmed.
// 4. What a card says is not said again in a bubble.
// 5. Nothing of what was erased stays.
// 6. The thread shows all of the user's conversations; what is typed goes to the page's own. That is the one the user last
//    wrote in when the page opened, or else that of the answer to its first message; no entry changes it later, and
//    what another conversation asks is not offered as an answer here.

import { CALL_EVENTS, silent } from './call_store.js';

export const empty = {
  seq: 0,
  conversation: null,
  items: [],
  tasks: {},
  question: null,
  suggestions: [],
  pending: [],
};

/** States in which the next step is a message; in the others a card has the buttons. */
const TALKING = new Set(['idle', 'collecting']);

/** The state after all entries the server embedded in the page. */
export function from(entries, seq) {
  const state = entries.reduce((before, entry) => {
    const next = reduce(before, { type: 'entry', entry });
    const written = entry.type === 'message' && entry.data.role === 'user';
    return written || !next.conversation ? { ...next, conversation: entry.conversation ?? next.conversation } : next;
  }, empty);
  return { ...state, seq: Math.max(state.seq, seq) };
}

export function reduce(state, action) {
  switch (action.type) {
    case 'entry':
      return action.entry.seq <= state.seq ? state : apply(state, action.entry);
    case 'sending':
      return { ...state, pending: [...state.pending, action.text], question: null, suggestions: [] };
    case 'unsent':
      return { ...state, pending: without(state.pending, action.text) };
    case 'answered':
      return {
        ...state,
        conversation: action.answer.conversation_id,
        suggestions: TALKING.has(action.answer.state) ? action.answer.suggestions : [],
      };
    default:
      return state;
  }
}

function apply(state, entry) {
  const next = { ...state, seq: entry.seq };
  const ofCall = CALL_EVENTS[entry.type];
  if (ofCall) {
    const before = next.tasks[entry.task];
    const change = called(before, ofCall, entry);
    if (before?.status !== 'scheduled') return task(next, entry.task, change);
    return task(notPutOff(next, entry), entry.task, { ...change, status: 'confirmed' });
  }
  const on = EVENTS[entry.type];
  return on ? on(next, entry, entry.data) : next;
}

/** The task's call after one of its events; of several calls also the one it is of, under its place. */
function called(before, ofCall, entry) {
  const { call: place, callee: name } = entry.data;
  if (place === undefined) return { call: ofCall(before?.call ?? silent, entry, entry.data) };
  const call = { ...ofCall(before?.calls?.[place] ?? silent, entry, entry.data), name };
  return { call, calls: { ...before?.calls, [place]: call } };
}

const EVENTS = {
  message(state, entry, { role, text }) {
    if (role === 'user') {
      const next = say(settled(state, entry), entry, role, text);
      if (state.conversation && entry.conversation !== state.conversation) return next;
      const ours = state.pending.length > 0;
      return { ...next, pending: echoed(state.pending, text), suggestions: ours ? state.suggestions : [] };
    }
    if (state.tasks[entry.task]?.end?.text === text) return state;
    const notes = state.items.slice(state.items.findLastIndex((item) => item.kind !== 'note') + 1);
    const told = text.split('\n').filter((line) => !notes.some((note) => note.text === line));
    return told.length ? say(state, entry, role, told.join('\n')) : state;
  },

  question(state, entry, { text, options, why }) {
    const here = !state.conversation || entry.conversation === state.conversation;
    const question = here ? { text, options: options ?? [], why, conversation: entry.conversation } : state.question;
    if (state.tasks[entry.task]?.status === 'proposed') state = task(state, entry.task, { status: 'draft' });
    const said = state.items.at(-1);
    if (said?.kind === 'message' && said.role === 'assistant') return { ...state, question };
    return { ...EVENTS.message(state, entry, { role: 'assistant', text }), question };
  },

  'plan.proposed': planned,
  'plan.updated': planned,

  'task.confirmed'(state, entry) {
    const items = push(state.items, { kind: 'call', key: `call:${entry.task}`, task: entry.task });
    return task({ ...settled(state, entry), items }, entry.task, { status: 'confirmed', confirmedAt: entry.ts });
  },

  'task.scheduled'(state, entry, { at, reason, text }) {
    const items = push(state.items, { kind: 'call', key: `call:${entry.task}`, task: entry.task });
    const waits = task({ ...state, items }, entry.task, { status: 'scheduled', dueAt: at });
    const item = { kind: 'note', key: `again:${entry.task}`, seq: entry.seq, undoable: false, text };
    return reason ? { ...waits, items: push(waits.items, item) } : waits;
  },

  'task.cancelled'(state, entry) {
    const items = state.items.filter((item) => item.key !== `call:${entry.task}` || state.tasks[entry.task]?.call);
    return task(notPutOff({ ...settled(state, entry), items }, entry), entry.task, { status: 'cancelled' });
  },

  'task.outcome': ended,

  'task.failed'(state, entry, data) {
    return ended(state, entry, { ...data, status: 'failed', reason: data.code });
  },

  'task.rated'(state, entry, { right }) {
    return task(state, entry.task, { rated: right });
  },

  'task.reminder'(state, entry, { at }) {
    return task(state, entry.task, { remindAt: at });
  },

  'task.reminded'(state, entry) {
    return task(state, entry.task, { remindAt: null });
  },

  'recording.deleted'(state, entry) {
    const { end } = state.tasks[entry.task] ?? {};
    return end ? task(state, entry.task, { end: { ...end, recording: null } }) : state;
  },

  'data.changed'(state, entry, { section, key, value, text, before, undoes, messages = [] }) {
    if (section === 'all') state = { ...empty, seq: state.seq };
    if (section === 'tasks') state = withoutErrand(state, key, messages);
    const undoable = Boolean(value || before) && !undoes;
    const item = { kind: 'note', key: `note:${entry.seq}`, seq: entry.seq, undoable, text };
    return { ...state, items: [...state.items, item] };
  },
};

function withoutErrand(state, id, messages) {
  const said = new Set(messages.map((seq) => `message:${seq}`));
  const { [id]: gone, ...tasks } = state.tasks;
  return { ...state, tasks, items: state.items.filter((item) => item.task !== id && !said.has(item.key)) };
}

function say(state, entry, role, text) {
  const item = { kind: 'message', key: `message:${entry.seq}`, role, text, task: entry.task, ts: entry.ts };
  return { ...state, items: [...state.items, item] };
}

/** The reply that brings a plan ends with the plan in words; the card says the same, so only what comes before stays. */
function beforePlan(items, plan) {
  const said = items.at(-1);
  if (said?.kind !== 'message' || said.role !== 'assistant') return items;
  const lines = said.text.split('\n');
  const at = lines.indexOf(plan.summary);
  if (at < 0) return items;
  return at ? [...items.slice(0, -1), { ...said, text: lines.slice(0, at).join('\n') }] : items.slice(0, -1);
}

function planned(state, entry, plan) {
  const before = state.tasks[entry.task]?.plan;
  const was = {};
  for (const key of plan.changed ?? []) {
    const old = before?.fields.find((field) => field.key === key)?.value;
    if (old !== undefined) was[key] = old;
  }
  const items = push(beforePlan(state.items, plan), { kind: 'plan', key: `plan:${entry.task}`, task: entry.task });
  return task({ ...settled(state, entry), items }, entry.task, { plan: { ...plan, was }, status: 'proposed' });
}

function ended(state, entry, end) {
  const told = state.items.filter(
    (item) => !(item.kind === 'message' && item.task === entry.task && item.text === end.text),
  );
  const items = push(told, { kind: 'end', key: `end:${entry.task}`, task: entry.task });
  return task(notPutOff({ ...state, items }, entry), entry.task, { end, status: end.status });
}

/** That a call is tried again, and when, is told until it is. */
function notPutOff(state, entry) {
  return { ...state, items: state.items.filter(({ key }) => key !== `again:${entry.task}`) };
}

function task(state, id, change) {
  return { ...state, tasks: { ...state.tasks, [id]: { id, ...state.tasks[id], ...change } } };
}

function push(items, item) {
  return [...items.filter((one) => one.key !== item.key), item];
}

/** What a conversation asked has its answer, or is asked no more. */
function settled(state, entry) {
  return state.question?.conversation === entry.conversation ? { ...state, question: null } : state;
}

/** A message of ours came back: drop it, or else the oldest that waits. */
function echoed(pending, text) {
  return pending.includes(text) ? without(pending, text) : pending.slice(1);
}

function without(list, value) {
  const at = list.indexOf(value);
  return at < 0 ? list : [...list.slice(0, at), ...list.slice(at + 1)];
}

/** What can be tapped instead of typed. */
export function options(state) {
  const { question } = state;
  const asked = question?.conversation === state.conversation ? question.options : [];
  return [...new Set([...asked, ...state.suggestions])];
}

/** Why the question that waits for an answer here is asked. */
export const reason = ({ question, conversation }) => (question?.conversation === conversation && question?.why) || '';

/** The newest plan that waits for a yes, of whichever conversation: the one its reader means. */
export function waiting(state) {
  const item = state.items.findLast(({ kind, task }) => kind === 'plan' && state.tasks[task].status === 'proposed');
  return item && { task_id: item.task, plan_version: state.tasks[item.task].plan.plan_version };
}

/** Whom a task calls, as its plan shows it: `name` and `number`, "" where there is none. */
export function callee(task) {
  const shown = (key) => task.plan?.fields.find((field) => field.key === key)?.value ?? '';
  return { name: shown('callee'), number: shown('phone_number') };
}

/** True while a call is being placed or talked through. */
export function live(task) {
  const over = !task.calls && task.call?.seen.at(-1)?.status === 'ended';
  return task.status === 'confirmed' && !task.end && !over;
}
