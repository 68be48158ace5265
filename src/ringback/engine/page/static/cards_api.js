// What only the cards ask of the engine; like `api.js`, the routes any client uses.
import { ask } from './api.js';

export const edit = (task, version, slots) => ask('PATCH', `/tasks/${task}`, { plan_version: version, slots });
export const again = (task, slots = {}) => ask('POST', `/tasks/${task}/again`, { slots });
export const rate = (task, right) => ask('POST', `/tasks/${task}/rating`, { right });
export const listen = (task) => ask('POST', `/tasks/${task}/listen`);
export const peaks = (recording) => ask('GET', recording.replace('/recording', '/recording/peaks'));
export const saveContact = (name, number) => ask('PUT', `/context/contacts/${encodeURIComponent(name)}`, { value: number });
export const eraseRecording = (task) => ask('DELETE', `/tasks/${task}/recording`);
