// The time since a moment, as m:ss, counted up; never in a live region.
import { html, useEffect, useState } from './html.js';
import { instant, minutes } from './words.js';

export function Since({ from }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return html`<bdi dir="ltr" class="elapsed">${minutes(now - instant(from))}</bdi>`;
}
