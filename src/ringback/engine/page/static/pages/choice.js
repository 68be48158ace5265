// One of a few, each with a button of its own.
import { html } from '../html.js';

/** In `foreign` options each is written in the language it names. `hint`: id of what says more. */
export function Choice({ name, legend, options, value, onChange, foreign = false, hint = null }) {
  return html`<fieldset class="choice" aria-describedby=${hint}>
    <legend>${legend}</legend>
    ${Object.entries(options).map(
      ([key, label]) => html`<label key=${key}>
        <input type="radio" name=${name} value=${key} checked=${key === value} onChange=${onChange} />
        <span lang=${foreign ? key : null}>${label}</span>
      </label>`,
    )}
  </fieldset>`;
}
