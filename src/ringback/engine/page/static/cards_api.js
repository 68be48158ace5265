// What only the cards ask of the engine; like `api.js`, the routes any client uses.
import { Refused, ask, confirm as start } from './api.js';

export const edit = (task, version, slots) => ask('PATCH', `/tasks/${task}`, { plan_version: version, slots });
/** @param {number} [minutes] from now until the call */
export const again = (task, slots = {}, minutes) =>
  ask('POST', `/tasks/${task}/again`, { slots, ...(minutes && { in_minutes: minutes }) });
export const rate = (task, right) => ask('POST', `/tasks/${task}/rating`, { right });
export const listen = (task) => ask('POST', `/tasks/${task}/listen`);
export const peaks = (recording) => ask('GET', recording.replace('/recording', '/recording/peaks'));
export const remind = (task, wanted) => ask(wanted ? 'PUT' : 'DELETE', `/tasks/${task}/reminder`);
export const saveContact = (name, number) => ask('PUT', `/context/contacts/${encodeURIComponent(name)}`, { value: number });
export const eraseRecording = (task) => ask('DELETE', `/tasks/${task}/recording`);

/** What stands against the call when the plan says, or `at` another hour: `code` is null when nothing does. @param {Date} [at] */
export const permission = (task, at) =>
  ask('GET', `/tasks/${task}/permission${at ? `?at=${encodeURIComponent(at.toISOString())}` : ''}`);

/** Confirm the plan, unless it is known beforehand that the call would not be made. @param {Date} [at] */
export async function confirm(task, version, at) {
  const found = await permission(task, at);
  if (found.code) throw new Refused(found.code, found.text);
  return start(task, version, at);
}
