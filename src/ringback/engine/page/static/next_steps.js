// What can be done when an errand has ended: those steps that fit how it ended, each of them real.
//
// Rules:
// 1. A step that would call shows a plan first; nothing here dials.
// 2. A step of an errand of several calls is asked for in words, for only words can name the places again.
import { html, useEffect, useState } from './html.js';
import { Bell, Day } from './card_icons.js';
import * as cards from './cards_api.js';
import { Again, Phone } from './icons.js';
import { callee } from './store.js';
import { instant, moment, t } from './words.js';

const AGAIN = { label: 'page.retry.label' };
const OTHER_NUMBER = { label: 'pages.step.other_number', field: 'phone_number' };

const HOUR = 3600 * 1000;
const LONGEST_TIMER = 2 ** 31 - 1;

/** Reason → the plan to show anew: what is different in it, and the field that is looked at. */
const STEPS = {
  goal_reached: [{ label: 'pages.step.call_again' }],
  no_answer: [{ label: 'pages.step.quarter', minutes: 15 }, AGAIN, OTHER_NUMBER],
  busy: [{ label: 'pages.step.soon', minutes: 5 }, AGAIN, OTHER_NUMBER],
  invalid_number: [{ label: 'pages.step.fix_number', field: 'phone_number' }],
  number_not_allowed: [{ label: 'pages.step.fix_number', field: 'phone_number' }],
  voicemail: [{ label: 'pages.step.leave_message', slots: { voicemail: 'leave' } }, { label: 'pages.step.later', minutes: 60 }],
  callee_refused: [],
  do_not_call: [],
  not_a_contact: [OTHER_NUMBER],
  spending_limit: [],
  goal_not_reached: [
    { label: 'pages.step.other_time', field: 'time' },
    { label: 'pages.step.other_place', field: 'callee' },
  ],
};

/** Reasons that the user has set and can change, with what their link says. */
export const OWN_LIMITS = { not_a_contact: 'pages.step.settings', spending_limit: 'pages.step.raise', max_duration: 'pages.step.raise' };

/** Reasons after which the user may well call themselves. */
const BY_HAND = ['callee_refused', 'do_not_call', 'no_answer', 'busy', 'provider_down', 'model_down', 'quiet_hours', 'goal_not_reached', 'not_understood'];

export function NextSteps({ task, practice, onSay }) {
  const [error, setError] = useState(null);
  const { end, plan } = task;
  const { name, number } = callee(task);
  if (end.calls) return html`<${InWords} task=${task} onSay=${onSay} />`;
  const has = (field) => !field || plan?.fields.some((one) => one.key === field);
  const steps = plan ? (STEPS[end.reason] ?? [AGAIN]).filter(({ field }) => has(field)) : [];
  const ask = async ({ slots, field, minutes }) => {
    setError(null);
    try {
      const once_more = await cards.again(task.id, slots, minutes);
      lookAt(once_more.id, field);
    } catch (refused) {
      setError(refused.message);
    }
  };
  const byHand = !practice && number && BY_HAND.includes(end.reason);
  const limit = OWN_LIMITS[end.reason];
  const ahead = useAhead(end.begins_at);
  const begins = end.calendar && ahead > 0;
  if (!steps.length && !byHand && !limit && !begins) return null;
  return html`<div class="chips" role="group" aria-label=${t('pages.step.label')}>
    ${begins &&
    html`<a class="chip" href=${end.calendar} download="ringback.ics"><${Day} />${t('pages.step.calendar')}</a>`}
    ${limit && html`<a class="chip" href="/settings">${t(limit)}</a>`}
    ${begins && plan && html`<button class="chip" type="button" onClick=${() => onSay(giveUp(name || number, end))}>
      <${Phone} />${t('pages.step.give_up')}</button>`}
    ${begins && ahead > HOUR && html`<${Reminder} task=${task} onRefused=${setError} />`}
    ${steps.map(
      (step) => html`<button key=${step.label} class="chip" type="button" onClick=${() => ask(step)}>
        <${Again} />${t(step.label)}
      </button>`,
    )}
    ${byHand &&
    html`<a class="chip" href=${`tel:${number.replace(/[^+\d]/g, '')}`}><${Phone} />${t('pages.step.by_hand')}</a>`}
    ${error && html`<p class="error" role="alert" dir="auto">${error}</p>`}
  </div>`;
}

/** The request for a call that takes back what was agreed; its plan is shown like any other. */
const giveUp = (name, { begins_at: at }) => t('pages.step.give_up_text', { name, time: moment(at) });

/** Milliseconds to this moment, told anew when it is an hour away and when it has come; for ever where it is not known. */
function useAhead(when) {
  const left = () => (when ? instant(when) - Date.now() : Infinity);
  const [ahead, setAhead] = useState(left);
  useEffect(() => {
    setAhead(left());
    const next = [left() - HOUR, left()].find((one) => one > 0);
    if (!(next < LONGEST_TIMER)) return undefined;
    const timer = setTimeout(() => setAhead(left()), next + 1);
    return () => clearTimeout(timer);
  }, [when, ahead > HOUR, ahead > 0]);
  return ahead;
}

/** A message in the chat an hour before what was agreed; pressed again it is taken back. */
function Reminder({ task, onRefused }) {
  const { remindAt } = task;
  const press = () => cards.remind(task.id, !remindAt).then(() => onRefused(null), (refused) => onRefused(refused.message));
  return html`<button class="chip" type="button" aria-pressed=${Boolean(remindAt)} onClick=${press}>
    <${Bell} />${remindAt ? t('pages.step.reminds', { time: moment(remindAt) }) : t('pages.step.remind')}
  </button>`;
}

function InWords({ task, onSay }) {
  const { offer, retryable } = task.end;
  const again = retryable && task.plan;
  if (!offer && !again) return null;
  return html`<div class="chips">
    ${offer && html`<button class="chip" type="button" onClick=${() => onSay(offer)}><${Phone} />${offer}</button>`}
    ${again &&
    html`<button class="chip" type="button" onClick=${() => onSay(task.plan.summary)}><${Again} />${t('page.retry.label')}</button>`}
  </div>`;
}

/** Bring the new plan's field, or else its card, before the eyes as soon as it is drawn. */
function lookAt(task, field, patience = 120) {
  const found = document.getElementById(field ? `field-${task}-${field}` : `plan-${task}`);
  if (found) {
    found.scrollIntoView({ block: 'center' });
    found.focus?.();
    found.select?.();
  } else if (patience) requestAnimationFrame(() => lookAt(task, field, patience - 1));
}
