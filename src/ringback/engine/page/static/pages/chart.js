// A chart over time, from left to right in every language, with the same figures as a table beside it.
import { html, useEffect, useRef, useState } from '../html.js';
import { sheet } from '../sheet.js';
import { instant, local, t } from '../words.js';

const HEIGHT = 200;
let library = null;

/** uPlot is a plain script; it is loaded with the first chart. */
function uplot() {
  library ??= Promise.all([
    sheet('/static/vendor/uplot.css'),
    new Promise((done, failed) => {
      const script = Object.assign(document.createElement('script'), { src: '/static/vendor/uplot.js' });
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }),
  ]).then(() => globalThis.uPlot);
  return library;
}

const WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * @param {{title: string, times: number[], tick: (at: number) => string, series: {label: string, colour: string, values:
 * (number|null)[], bars?: boolean}[], write: (value: number) => string, whole?: boolean}} props `times` are seconds since
 * the epoch; what is counted in `whole` numbers has no ticks between them
 */
export function Chart({ title, times, tick, series, write, whole }) {
  const box = useRef(null);
  const look = useLook();
  const empty = series.every(({ values }) => values.every((value) => !value));

  useEffect(() => {
    if (empty) return undefined;
    const frame = box.current;
    let chart = null;
    let gone = false;
    const fit = new ResizeObserver(() => chart?.setSize({ width: frame.clientWidth, height: HEIGHT }));
    uplot().then((UPlot) => {
      if (gone) return;
      chart = new UPlot(options(UPlot, { tick, series, write, whole }, frame), drawn(times, series), frame);
      fit.observe(frame);
    });
    return () => {
      gone = true;
      fit.disconnect();
      chart?.destroy();
    };
  }, [look, JSON.stringify([times, series])]);

  return html`<figure class="chart panel">
    <figcaption>
      <h3>${title}</h3>
      <ul class="legend">${series.map(
        ({ label, colour }) => html`<li key=${label}><i class=${`dot ${colour}`}></i>${label}</li>`,
      )}</ul>
    </figcaption>
    ${empty
      ? html`<p class="hint">${t('pages.ops.no_figures')}</p>`
      : html`<div class="plot" dir="ltr" role="img" aria-label=${t('pages.ops.chart', { name: title })} ref=${box}></div>
          <${Table} title=${title} times=${times} tick=${tick} series=${series} write=${write} />`}
  </figure>`;
}

function Table({ title, times, tick, series, write }) {
  const said = (value) => (value === null ? '–' : write(value));
  const rows = times.map((_, index) => index).filter((index) => series.some(({ values }) => values[index]));
  return html`<details class="numbers">
    <summary>${t('pages.ops.as_table')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead><tr><th scope="col">${t('pages.ops.when')}</th>${series.map(({ label }) => html`<th scope="col" key=${label}>${label}</th>`)}</tr></thead>
        <tbody>${rows.map(
          (index) => html`<tr key=${index}><th scope="row">${tick(times[index])}</th>${series.map(
            ({ label, values }) => html`<td key=${label}>${said(values[index])}</td>`,
          )}</tr>`,
        )}</tbody>
      </table>
    </div>
  </details>`;
}

/** Bars stand on one another: each is drawn over the taller one behind it. */
function drawn(times, series) {
  const tall = series.map(({ bars, values }, place) =>
    bars
      ? values.map((_, index) => series.slice(place).reduce((sum, one) => sum + (one.values[index] ?? 0), 0))
      : values,
  );
  return [times, ...tall];
}

function options(UPlot, { tick, series, write, whole }, box) {
  const style = getComputedStyle(box);
  const colour = (name) => resolved(style.getPropertyValue(`--${name}`), box);
  const axis = { stroke: colour('soft'), grid: { stroke: colour('line'), width: 1 }, ticks: { show: false }, font: '12px Rubik' };
  return {
    width: box.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    tzDate: (at) => new Date(`${local(instant(at))}:00`),
    scales: { x: { time: true }, y: { range: (_, low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      { ...axis, grid: { show: false }, values: (_, splits) => splits.map(tick), space: 70 },
      { ...axis, ...(whole && { incrs: WHOLE }), values: (_, splits) => splits.map(write), size: 60 },
    ],
    series: [
      {},
      ...series.map(({ colour: name, bars }) =>
        bars
          ? { fill: colour(name), stroke: 'transparent', paths: UPlot.paths.bars({ size: [0.7, 40] }), points: { show: false } }
          : { stroke: colour(name), width: 2, spanGaps: false, points: { show: true, size: 6, fill: colour(name) } },
      ),
    ],
  };
}

/** A colour as the canvas understands it: `light-dark()` is decided by the element. */
function resolved(value, box) {
  const probe = box.appendChild(document.createElement('i'));
  probe.style.color = value;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Changes with the colours of the page, so that a chart is drawn anew. */
function useLook() {
  const [look, setLook] = useState(0);
  useEffect(() => {
    const changed = () => setLook((before) => before + 1);
    const system = matchMedia('(prefers-color-scheme: dark)');
    const theme = new MutationObserver(changed);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    system.addEventListener('change', changed);
    return () => {
      theme.disconnect();
      system.removeEventListener('change', changed);
    };
  }, []);
  return look;
}
