// A call's part of the state, as a fold over its journal entries. Pure, like `store.js`.
//
// Rules:
// 1. `notes` are lines between the turns: each stands where the talk was when it came (`t`, ms of the recording).
// 2. A question is open until its answer or the end of the call.
// 3. A status that repeats the last one changes nothing.

export const silent = { seen: [], turns: [], notes: [], question: null, digits: '' };

export const CALL_EVENTS = {
  'call.status'(call, entry, { status, call_sid: sid }) {
    const last = call.seen.at(-1)?.status;
    if (last === status) return call;
    const begun = last === 'ended' ? silent : call;
    return { ...begun, sid, seen: [...begun.seen, { status, ts: entry.ts }], question: status === 'ended' ? null : begun.question };
  },

  'call.turn'(call, entry, turn) {
    const others = call.turns.filter((one) => one.turn !== turn.turn);
    const turns = [...others, ...(turn.text ? [turn] : [])].sort((a, b) => a.t0 - b.t0 || a.turn - b.turn);
    return { ...call, turns };
  },

  'call.ask'(call, entry, question) {
    const asked = note(call, entry, { kind: 'asked', text: question.text });
    return { ...asked, question: { options: [], ...question } };
  },

  'call.answer'(call, entry, { question_id, text, by }) {
    const answered = note(call, entry, { kind: by === 'default' ? 'default' : 'answered', text });
    return { ...answered, question: call.question?.question_id === question_id ? null : call.question };
  },

  'call.steer'(call, entry, { text, mode, state }) {
    const at = call.notes.findIndex((one) => one.text === text && one.kind === mode && one.state === 'sent');
    if (state === 'sent' || at < 0) return note(call, entry, { kind: mode, text, state });
    return { ...call, notes: call.notes.with(at, { ...call.notes[at], state }) };
  },

  'call.dtmf'(call, entry, { digits }) {
    return { ...note(call, entry, { kind: 'pressed', text: digits }), digits };
  },
};

function note(call, entry, line) {
  const t = Math.max(0, ...call.turns.map((turn) => turn.t0));
  return { ...call, notes: [...call.notes, { key: `note:${entry.seq}`, t, ...line }] };
}
