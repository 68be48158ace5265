// Line icons of the cards, like those of `icons.js`; loaded with the cards.
import { html } from './html.js';
import { icon } from './icons.js';

export const Ear = icon(html`
  <path d="M7 9.5a5 5 0 1 1 10 0c0 3.2-3 3.9-3.3 6.6-.2 1.9-1.4 3.1-3 3.1-1.5 0-2.6-1-2.8-2.4" />
  <path d="M9.8 9.8a2.2 2.2 0 1 1 3.6 1.7" />
`);
export const Download = icon(html`<path d="M12 4.5v10M7.5 10.5l4.5 4.3 4.5-4.3M5 19h14" />`);
export const Bin = icon(html`<path d="M5.5 7h13M9.5 7V4.8h5V7M7 7l.8 12h8.4L17 7M10.3 10.5v5m3.4-5v5" />`);
export const Day = icon(html`<path d="M5 6.5h14v13H5zM5 10.5h14M8.5 4v4m7-4v4" />`);
export const Pen = icon(html`<path d="m5 19 .8-3.7L16.3 4.8l2.9 2.9L8.7 18.2z" />`);
export const Copy = icon(html`<path d="M9 9h10v10H9zM15 9V5H5v10h4" />`);
export const Bell = icon(html`<path d="M6.5 16.5V11a5.5 5.5 0 0 1 11 0v5.5l1.5 1.5H5zM10.3 20.3a2 2 0 0 0 3.4 0" />`);
