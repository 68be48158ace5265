// Everything the page asks of the engine, by the same routes any client uses. Refusals become `Refused` with a sentence.
import { t } from './words.js';

export class Refused extends Error {
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

const SENTENCES = {
  conflict: 'page.error.conflict',
  plan_changed: 'page.error.conflict',
  stale_plan: 'page.error.conflict',
  too_large: 'page.error.too_large',
  internal_error: 'page.error.other',
};

async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Refused('network', t('page.error.network'));
  }
  const said = await answer.json().catch(() => ({}));
  if (answer.ok) return said;
  const known = SENTENCES[said.error];
  throw new Refused(said.error ?? 'http_error', known ? t(known) : (said.detail ?? t('page.error.other')));
}

export const chat = (message, conversation, language) =>
  ask('POST', '/chat', { message, channel: 'web', language, ...(conversation && { conversation_id: conversation }) });

export const confirm = (task, version) => ask('POST', `/tasks/${task}/confirm`, { plan_version: version });
export const cancel = (task) => ask('POST', `/tasks/${task}/cancel`);
export const hangUp = (task) => ask('POST', `/tasks/${task}/hangup`);
export const forget = (section, key) =>
  ask('DELETE', `/context/${encodeURIComponent(section)}/${encodeURIComponent(key)}`);
