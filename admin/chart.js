// A chart of stacked bars, drawn by uPlot, which the proxy serves itself.

import { element } from './elements.js';
import { text } from './texts.js';

const LIBRARY = '/admin/lib/uplot/';
const HEIGHT_PX = 260;

/** Steps of an axis of what is counted: 1, 2, 5, 10, … */
const WHOLE = Array.from({ length: 48 }, (_, number) => [1, 2, 5][number % 3] * 10 ** Math.floor(number / 3));

/** How many series have a colour of their own; what is beyond them is to be summed up as one. */
export const MOST_SERIES = 8;

let library;

/** Loads uPlot once, with the first chart: its small build, which is no module. */
function load() {
  library ??= Promise.all([
    loaded('script', { src: `${LIBRARY}uPlot.iife.min.js` }),
    loaded('link', { rel: 'stylesheet', href: `${LIBRARY}uPlot.min.css` }),
  ]).then(() => globalThis.uPlot);
  return library;
}

function loaded(tag, properties) {
  return new Promise((resolve, reject) => {
    const onerror = () => {
      library = undefined;
      reject(new Error(text('noChart')));
    };
    document.head.append(element(tag, { ...properties, onload: resolve, onerror }));
  });
}

/** A small square in the colour of a series, for legends and tables. */
export const swatch = (number) => element('span', { className: `swatch series-${number}`, ariaHidden: 'true' });

/**
 * Makes an empty chart; its show(content) draws it.
 *
 * content: { labels: what each bar is called, series: [{ label, color: number of a colour, values: one for each bar }],
 * isCount: there are no halves of it, format: writes a value, formatAxis: the same in little room, onPick: (index of bar, index of series) => … }
 */
export function stackedBars({ label, signal }) {
  const plot = element('div', { className: 'chart-plot' });
  const tip = element('div', { className: 'chart-tip', hidden: true });
  const box = element('div', { className: 'chart', role: 'img', ariaLabel: label }, plot, tip);
  let drawn = null;
  let content = null;
  load().catch(() => {}); // while the figures are asked for; if that fails, it is tried and told when they are drawn

  const draw = (UPlot) => {
    drawn?.destroy();
    drawn = new UPlot(options(UPlot, { box, tip, content }), stacked(content.series, content.labels.length), plot);
  };
  const redraw = async () => {
    const UPlot = await load();
    if (content && !signal.aborted && box.isConnected) {
      draw(UPlot);
    }
  };
  box.show = async (newContent) => {
    content = newContent;
    await redraw();
  };

  const sizes = new ResizeObserver(() => drawn?.setSize({ width: plot.clientWidth, height: HEIGHT_PX }));
  sizes.observe(plot);
  signal.addEventListener('abort', () => {
    sizes.disconnect();
    drawn?.destroy();
  });
  document.addEventListener('infiniproxy-theme-changed', redraw, { signal });
  return box;
}

/** Bars lie behind each other: the first drawn is as high as all together, the last as the first series alone. */
function stacked(series, bars) {
  const sums = new Array(bars).fill(0);
  const heights = series.map(({ values }) => values.map((value, bar) => (sums[bar] += value)));
  return [[...sums.keys()], ...heights.reverse()];
}

function options(UPlot, { box, tip, content }) {
  const { labels, series, format, formatAxis, onPick } = content;
  const colors = colorsOf(box);
  return {
    width: box.clientWidth,
    height: HEIGHT_PX,
    legend: { show: false },
    padding: [8, 8, 0, 0],
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false, setScale: false } },
    scales: {
      x: { time: false, range: () => [-0.6, labels.length - 0.4] },
      y: { range: (_, least, most) => [0, most > 0 ? most * 1.05 : 1] },
    },
    axes: [
      axis(colors, { splits: (plot) => ticks(labels, plot.bbox.width / devicePixelRatio),
        values: (_, at) => at.map((bar) => labels[bar] ?? ''), grid: { show: false }, size: 28 }),
      axis(colors, { values: (_, at) => at.map(formatAxis), size: 64, ...(content.isCount ? { incrs: WHOLE } : {}) }),
    ],
    series: [{}, ...series.map(({ color }) => ({
      fill: colors.series(color),
      width: 0,
      points: { show: false },
      paths: UPlot.paths.bars({ size: [0.8, 48] }),
    })).reverse()],
    hooks: {
      setCursor: [(plot) => point(plot, { tip, labels, series, format })],
      ready: [(plot) => plot.over.addEventListener('click', () => {
        const { idx, top } = plot.cursor;
        if (onPick && idx !== null && idx !== undefined) {
          onPick(idx, seriesAt(series, idx, plot.posToVal(top, 'y')));
        }
      })],
    },
  };
}

const axis = (colors, own) => ({
  stroke: colors.soft, font: `12px ${colors.font}`, ticks: { show: false }, ...own,
  grid: { stroke: colors.line, width: 1, ...own.grid },
});

/** As many labels as have room, evenly spaced: those of hours are longer. */
function ticks(labels, width) {
  const room = Math.max(80, 8 * Math.max(0, ...labels.map(({ length }) => length)));
  const step = Math.max(1, Math.ceil(labels.length / Math.max(1, Math.floor(width / room))));
  return Array.from({ length: Math.ceil(labels.length / step) }, (_, number) => number * step);
}

/** Returns the series whose part of the bar is at this height; -1 above all. */
function seriesAt(series, bar, height) {
  let sum = 0;
  return series.findIndex(({ values }) => (sum += values[bar]) >= height && values[bar] > 0);
}

function point(plot, { tip, labels, series, format }) {
  const { idx, left } = plot.cursor;
  const isOutside = idx === null || idx === undefined || left < 0;
  tip.hidden = isOutside;
  if (isOutside) {
    return;
  }
  const lines = series.filter(({ values }) => values[idx] > 0).reverse();
  const sum = lines.reduce((total, { values }) => total + values[idx], 0);
  tip.replaceChildren(
    element('div', { className: 'chart-tip-head' }, element('strong', {}, labels[idx]), element('span', {}, format(sum))),
    ...lines.map(({ label, color, values }) =>
      element('div', {}, swatch(color), element('span', {}, label), element('span', {}, format(values[idx])))));
  const isRight = left > plot.over.clientWidth / 2;
  const x = plot.over.offsetLeft + left;
  tip.style.left = isRight ? 'auto' : `${x + 16}px`;
  tip.style.right = isRight ? `${plot.root.clientWidth - x + 16}px` : 'auto';
}

/** The colours of the moment: a canvas knows no CSS. */
function colorsOf(box) {
  const probe = element('span', { hidden: true });
  box.append(probe);
  const style = getComputedStyle(probe);
  const read = (className) => {
    probe.className = className;
    return style.color;
  };
  const series = Array.from({ length: MOST_SERIES + 1 }, (_, number) => read(`series-${number}`));
  const colors = { soft: read('soft'), line: read('line-color'), font: style.fontFamily, series: (number) => series[number] };
  probe.remove();
  return colors;
}
