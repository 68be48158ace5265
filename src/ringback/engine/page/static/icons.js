// Line icons, drawn for this page. All are decoration: the word is always beside them or in a label.
import { html } from './html.js';

export const icon = (paths) => (props) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false" ...${props}>${paths}</svg>
`;

export const Mark = icon(html`
  <circle cx="12" cy="12" r="2.6" class="fill" />
  <path d="M6.7 6.7a7.5 7.5 0 0 0 0 10.6M17.3 6.7a7.5 7.5 0 0 1 0 10.6" />
`);
export const Send = icon(html`<path d="M12 19V5.5M6 11l6-6 6 6" />`);
export const Down = icon(html`<path d="M12 5v13.5M6 13l6 6 6-6" />`);
export const Phone = icon(html`
  <path
    d="M8.6 4.5 6 4.6C5 4.7 4.3 5.5 4.4 6.5c.7 7 6.2 12.4 13.1 13.1 1 .1 1.8-.6 1.9-1.6l.1-2.6-4-1.7-2 2c-2.2-1.1-4-2.9-5.1-5.1l2-2z"
  />
`);
export const HangUp = icon(html`
  <path
    d="M3.5 14.5c-.6-1-.4-2.2.4-3 4.5-4.3 11.7-4.3 16.2 0 .8.8 1 2 .4 3l-1.3 2-4-1.3-.4-2.8a9.5 9.5 0 0 0-5.6 0l-.4 2.8-4 1.3z"
  />
`);
export const Check = icon(html`<path d="m5 12.5 4.5 4.5L19 7.5" />`);
export const Cross = icon(html`<path d="m6.5 6.5 11 11m0-11-11 11" />`);
export const Query = icon(html`
  <path d="M9 9.3a3 3 0 1 1 4.4 2.6c-.9.5-1.4 1.1-1.4 2.1" />
  <circle cx="12" cy="17.5" r=".8" class="fill" />
`);
export const Play = icon(html`<path d="M8.5 6.5v11l9-5.5z" class="fill" />`);
export const Sun = icon(html`
  <circle cx="12" cy="12" r="4" />
  <path
    d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4m0-12.8L17 7M7 17l-1.4 1.4"
  />
`);
export const Moon = icon(html`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z" />`);
export const Book = icon(html`
  <path d="M6 4h11.5c.6 0 1 .4 1 1v14c0 .6-.4 1-1 1H6a1.5 1.5 0 0 1-1.5-1.5v-13A1.5 1.5 0 0 1 6 4z" />
  <circle cx="11.5" cy="10" r="2" />
  <path d="M8 16c.5-1.7 1.8-2.5 3.5-2.5S14.5 14.3 15 16" />
`);
export const Again = icon(html`<path d="M19 12a7 7 0 1 1-2.3-5.2M19 4v4h-4" />`);
export const Talk = icon(html`<path d="M5 5.5h14c.6 0 1 .4 1 1v9c0 .6-.4 1-1 1h-7.5L7 20v-3.5H5c-.6 0-1-.4-1-1v-9c0-.6.4-1 1-1z" />`);
export const Clock = icon(html`<circle cx="12" cy="12" r="8" /><path d="M12 7.5V12l3 2" />`);
export const Person = icon(html`<circle cx="12" cy="8.5" r="3.5" /><path d="M5 19.5c.8-3.4 3.5-5 7-5s6.2 1.6 7 5" />`);
export const Gear = icon(html`
  <path d="M5 7.5h7m4 0h3M5 16.5h3m4 0h7" />
  <circle cx="14" cy="7.5" r="2" />
  <circle cx="10" cy="16.5" r="2" />
`);
export const Chart = icon(html`<path d="M4.5 19.5h15M7 16v-4m5 4V6m5 10V9.5" />`);
