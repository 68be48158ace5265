// The page's texts (from the gettext catalogue the server chose) and how times and numbers are written.
import { html } from './html.js';

let texts = {};
let language = 'he';
let timeZone;

/**
 * Set once at start. `zone` is the user's, by which the assistant writes its hours; without one this device's.
 * @param {Record<string, string>} catalogue @param {string} code @param {string | null} zone
 */
export function speak(catalogue, code, zone) {
  texts = catalogue;
  language = code;
  timeZone = zone ?? undefined;
}

/** Texts that are needed only later. @param {Record<string, string>} more */
export function learn(more) {
  texts = { ...texts, ...more };
}

/** A text of the catalogue with `{name}` filled in. Ids are always written out, never put together. */
export function t(id, values = {}) {
  return (texts[id] ?? id).replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
}

const HOUR = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** Clock time of an ISO string or of seconds since the epoch, in the page's language. */
export function clock(when) {
  return new Intl.DateTimeFormat(language, { ...HOUR, timeZone }).format(instant(when));
}

/** Day and clock time, shorter the nearer: the time alone for today. */
export function moment(when) {
  const at = instant(when);
  const [its, now] = [local(at), local(new Date())];
  const year = its.slice(0, 4) === now.slice(0, 4) ? {} : { year: 'numeric' };
  const day = its.slice(0, 10) === now.slice(0, 10) ? {} : { day: 'numeric', month: 'short', ...year };
  return new Intl.DateTimeFormat(language, { ...day, ...HOUR, timeZone }).format(at);
}

/** Where the user is, as `datetime-local` writes it: `2026-12-01T09:00`. @param {Date} at */
export function local(at) {
  const all = { year: 'numeric', month: '2-digit', day: '2-digit', ...HOUR, timeZone };
  return new Intl.DateTimeFormat('sv', all).format(at).replace(' ', 'T');
}

/** The Date that `local` wrote so. @param {string} written */
export function located(written) {
  const wanted = Date.parse(`${written}Z`);
  const off = (at) => Date.parse(`${local(new Date(at))}Z`) - at;
  return new Date(wanted - off(wanted - off(wanted)));
}

/** Day and month of an ISO string or of seconds since the epoch. */
export const date = (when) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'numeric', timeZone }).format(instant(when));

/** A number, as this language writes it. @param {number} value @param {Intl.NumberFormatOptions} [how] */
export const figure = (value, how) => new Intl.NumberFormat(language, how).format(value);

/** A Date of an ISO string or of seconds since the epoch. */
export function instant(when) {
  return new Date(typeof when === 'number' ? when * 1000 : when);
}

/** Milliseconds as m:ss. */
export function minutes(ms) {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** An E.164 number as people here write it; other countries stay international. */
export function phone(number) {
  const local = /^\+972(\d{1,2})(\d{3})(\d{4})$/.exec(number);
  return local ? `0${local[1]}-${local[2]}-${local[3]}` : number;
}

const NUMBER = /(\+?\d[\d -]{6,}\d)/;

/** Text of a person or of the assistant: each line finds its own direction, phone numbers stay left to right. */
export function Said({ text }) {
  return text.split('\n').map(
    (line) => html`<p dir="auto">
      ${line.split(NUMBER).map((part, index) => (index % 2 ? html`<bdi dir="ltr" class="number">${part}</bdi>` : part))}
    </p>`,
  );
}
