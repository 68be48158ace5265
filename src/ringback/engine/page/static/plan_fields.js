// The fields of a plan that waits: what will be done, each line an input where it can be changed.
//
// Rules:
// 1. What is typed is a draft until it is sent; a draft never dials, and new versions that come meanwhile leave it alone.
// 2. A changed line says what it was.
import { html } from './html.js';
import { Sample } from './voice.js';
import { t } from './words.js';

/** The drafts that differ from the plan, as `PATCH /tasks/{id}` takes them. */
export function changes(plan, drafts) {
  return Object.fromEntries(
    plan.fields.flatMap(({ key, input }) => {
      const draft = drafts[key];
      return draft === undefined || draft.trim() === (input ?? '').trim() ? [] : [[key, draft]];
    }),
  );
}

/** @param {{task: object, plan: object, drafts: object, wrong: string|null, onDraft: (key: string, text: string|undefined) => void}} props */
export function PlanFields({ task, plan, drafts, wrong, onDraft }) {
  return html`<dl class="fields">
    ${plan.fields.map((field) => {
      const id = `field-${task.id}-${field.key}`;
      const open = typeof field.input === 'string';
      const was = plan.was[field.key];
      return html`<div key=${field.key} class=${was === undefined ? '' : 'changed'}>
        <dt>${open ? html`<label for=${id}>${field.label}</label>` : field.label}</dt>
        <dd>
          ${was !== undefined &&
          html`<del><span class="unseen">${t('page.plan.was')} </span><${Value} field=${{ ...field, value: was }} /></del>
            <span class="turned" aria-hidden="true"></span>`}
          ${open
            ? html`<${Input} id=${id} field=${field} draft=${drafts[field.key]} wrong=${wrong === field.key} onDraft=${onDraft} />`
            : html`<${Value} field=${field} />`}
          ${open && said(field) && html`<span class="hint" dir="auto">${field.value}</span>`}
          ${field.key === 'voice' && html`<${Sample} voice=${plan.voice ?? ''} language=${plan.language} name=${field.value} />`}
          ${field.source_text && drafts[field.key] === undefined && html`<span class="source">${field.source_text}</span>`}
        </dd>
      </div>`;
    })}
  </dl>`;
}

/** The plan says more than what was typed: "up to 100 shekels" of "100". */
function said({ input, value, options }) {
  return input && value !== input && !options?.length;
}

export function Value({ field }) {
  if (field.type === 'phone') return html`<bdi dir="ltr" class="number">${field.value}</bdi>`;
  return html`<span dir="auto">${field.value}</span>`;
}

function Input({ id, field, draft, wrong, onDraft }) {
  const { key, input, options, type } = field;
  const given = {
    id,
    value: draft ?? input,
    'aria-invalid': wrong ? 'true' : null,
    onInput: (event) => onDraft(key, event.target.value),
  };
  if (options?.length) {
    return html`<select ...${given}>
      ${options.map((option) => html`<option key=${option.value} value=${option.value}>${option.label}</option>`)}
    </select>`;
  }
  const onKeyDown = (event) => {
    if (event.key === 'Escape') onDraft(key, undefined);
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  };
  const placeholder = input ? '' : field.value;
  if (type === 'phone') {
    return html`<input ...${given} type="tel" dir="ltr" class="number" autocomplete="off" maxlength="40" onKeyDown=${onKeyDown} />`;
  }
  if (type === 'count') {
    return html`<input ...${given} inputmode="numeric" dir="ltr" autocomplete="off" maxlength="20" onKeyDown=${onKeyDown} />`;
  }
  return html`<textarea ...${given} rows="1" dir="auto" autocomplete="off" maxlength="500" enterkeyhint="done"
    placeholder=${placeholder} onKeyDown=${onKeyDown}></textarea>`;
}
