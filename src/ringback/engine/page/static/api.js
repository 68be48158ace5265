// Everything the page asks of the engine, by the same routes any client uses. Refusals become `Refused` with a sentence.
import { t } from './words.js';

export class Refused extends Error {
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

/** What is refused in a running call, in the page's language. */
const OURS = {
  too_late: 'page.error.too_late',
  no_call: 'page.error.too_late',
  question_closed: 'page.error.question_closed',
};

/** The JSON of the answer. */
export async function ask(method, path, body) {
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
  const known = (OURS[said.error] && t(OURS[said.error])) || (answer.status < 500 && said.detail);
  throw new Refused(said.error ?? 'http_error', known || t('page.error.other'));
}

/**
 * The reply is in the language of the message; `language` is for a message without any letter.
 * `plan` is the one on the screen: a yes confirms that plan or none.
 */
export const chat = (message, conversation, plan, language) =>
  ask('POST', '/chat', {
    message,
    channel: 'web',
    ...(conversation && { conversation_id: conversation }),
    ...plan,
    ...(!/\p{L}/u.test(message) && { language }),
  });

/** Call now, or `at` another hour. @param {Date} [at] */
export const confirm = (task, version, at) =>
  ask('POST', `/tasks/${task}/confirm`, { plan_version: version, ...(at && { at: at.toISOString() }) });
export const cancel = (task) => ask('POST', `/tasks/${task}/cancel`);
export const hangUp = (task) => ask('POST', `/tasks/${task}/hangup`);
export const steer = (task, text, mode) => ask('POST', `/tasks/${task}/steer`, { text, mode });
export const answer = (task, question, text) =>
  ask('POST', `/tasks/${task}/answer`, { question_id: question, text });
export const undo = (seq) => ask('POST', '/context/undo', { seq });
