// A chart of usage over time, stacked by what it is divided by, and the same in figures: each leads to its requests.

import { query } from './api.js';
import { MOST_SERIES, stackedBars, swatch } from './chart.js';
import { element, empty, link, table } from './elements.js';
import { formatCost, formatCount, formatDay, formatHour, formatShort } from './format.js';
import { GROUPS, groupsOf, sumOf } from './groups.js';
import { rangeOfStep, rangeQuery, steps } from './range.js';
import { text } from './texts.js';

/**
 * Makes the chart and its figures. show(report, asked) draws a report; asked is { by, unit, measure, range, filters }.
 * A group keeps its place and colour while only the figures change.
 */
export function usageChart({ signal }) {
  const chart = stackedBars({ label: text('chartLabel'), signal });
  const figures = element('div');
  const box = element('div', {}, chart, figures);
  let order = [];
  let subject = '';
  let drawn = '';

  box.show = async (report, asked) => {
    const now = JSON.stringify([report.rows, report.rest, asked]);
    if (now === drawn) {
      return;
    }
    drawn = now;
    if (subject !== JSON.stringify(asked)) {
      subject = JSON.stringify(asked);
      order = [];
    }
    const groups = ordered(groupsOf(report.rows, asked.by), asked.measure, order);
    order = groups.map(({ id }) => id);
    const usageOf = (group, step) => `#/usage${query({
      ...asked.filters,
      ...rangeQuery(step ? { range: '', ...rangeOfStep(step) } : asked.range),
      by: asked.by,
      ...(group && group.id !== null ? { [GROUPS[asked.by].filter]: group.id } : {}),
    })}`;
    chart.hidden = groups.length === 0;
    figures.replaceChildren(groups.length === 0
      ? empty(text('nothingInRange'), text('nothingInRangeHint'))
      : figuresOf(groups, asked, report.currency, usageOf));
    await chart.show(contentOf(withOthers(groups, report.rest), asked, report.currency, usageOf));
  };
  return box;
}

/** The largest first; those that were there before stay where they were. */
function ordered(groups, measure, order) {
  const place = (group) => {
    const at = order.indexOf(group.id);
    return at < 0 ? Infinity : at;
  };
  return groups.sort((a, b) => (place(a) === place(b) ? b.sum[measure] - a.sum[measure] : place(a) - place(b)));
}

function contentOf(shown, { range, unit, measure }, currency, usageOf) {
  const times = steps(range, unit);
  const at = new Map(times.map((step, number) => [step, number]));
  const series = shown.map(({ name, rows, color, group }) => {
    const values = new Array(times.length).fill(0);
    rows.forEach((row) => {
      if (at.has(row[unit])) {
        values[at.get(row[unit])] += Number(row[measure] ?? 0);
      }
    });
    return { label: name, color, values, group };
  });
  const isCost = measure === 'cost';
  return {
    labels: times.map(unit === 'hour' ? formatHour : formatDay),
    series,
    isCount: !isCost,
    format: (value) => (isCost ? formatCost(value, currency) : formatCount(value)),
    formatAxis: (value) => (isCost ? formatCost(value, currency) : formatShort(value)),
    onPick: (step, number) => { location.hash = usageOf(series[number]?.group, times[step]); },
  };
}

/** As many groups as have a colour, and all others as one, whose rows may be given. */
function withOthers(groups, rest) {
  const own = groups.slice(0, MOST_SERIES).map((group, number) => ({ ...group, group, color: number + 1 }));
  const others = groups.slice(MOST_SERIES);
  return others.length === 0
    ? own : [...own, { name: text('others', { n: others.length }), rows: rest ?? others.flatMap(({ rows }) => rows), color: 0 }];
}

function figuresOf(groups, { by }, currency, usageOf) {
  const colorOf = (group) => (groups.indexOf(group) < MOST_SERIES ? groups.indexOf(group) + 1 : 0);
  const count = (label, name) => ({ label: text(label), number: true, cell: ({ sum }) => formatCount(sum[name]) });
  const all = { id: null, name: text('together'), sum: sumOf(groups.flatMap(({ rows }) => rows)), isAll: true };
  const made = table({
    label: text(by),
    dense: true,
    columns: [
      { label: text(by), cell: (group) => (group.isAll
        ? element('strong', {}, group.name)
        : element('span', { className: 'named' }, swatch(colorOf(group)), link(group.name, usageOf(group)))) },
      count('requests', 'requests'),
      count('failedRequests', 'failed_requests'),
      count('inputTokens', 'input_tokens'),
      count('cacheReadTokens', 'cache_read_input_tokens'),
      count('cacheWriteTokens', 'cache_creation_input_tokens'),
      count('outputTokens', 'output_tokens'),
      { label: text('cost'), number: true, cell: ({ sum }) => costOf(sum, currency) },
    ],
  });
  made.show(groups.length > 1 ? [...groups, all] : groups);
  return made;
}

/** A sum of costs, and whether requests without a price are not in it. */
export function costOf(sum, currency) {
  const part = sum.cost !== null && sum.unpriced_requests > 0;
  return element('span', { title: part ? text('unpricedPart', { n: formatCount(sum.unpriced_requests) }) : '' },
    `${formatCost(sum.cost, currency)}${part ? ' +' : ''}`);
}
