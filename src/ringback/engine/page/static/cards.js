// The cards of an errand and their style; no part of the first page, which begins with talk.
import { sheet } from './sheet.js';

export { CallCard } from './call_card.js';
export { EndCard } from './end_card.js';
export { PlanCard } from './plan_card.js';

/** Wait for it before the first card is drawn. */
export const styled = Promise.all(['/static/cards.css', '/static/card_parts.css'].map(sheet));
