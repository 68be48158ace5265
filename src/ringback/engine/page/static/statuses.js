// What a call's statuses are called.
export const STATUSES = {
  queued: 'page.status.queued',
  dialing: 'page.status.dialing',
  ringing: 'page.status.ringing',
  answered: 'page.status.answered',
  ivr: 'page.status.ivr',
  on_hold: 'page.status.on_hold',
  screening: 'page.status.screening',
  voicemail: 'page.status.voicemail',
  ended: 'page.status.ended',
};
