// Usage over time by group. A report has some 10,000 rows at most: days or hours of hundreds of users or keys are more.

import * as api from './api.js';
import { MOST_SERIES } from './chart.js';
import { GROUPS, groupsOf } from './groups.js';

/** What was too large when it was asked last, and the groups that had a colour then: they keep it while they are looked at. */
let large = { subject: '', groups: [] };

/**
 * Asks for a report by unit and group; asked is { unit, by, measure, times, filters }. Where that is too large, each group that has a
 * colour is asked for by itself, and `rest` of the answer are the steps of all others together. The rows of these are then sums
 * without a step.
 */
export async function usageOverTime(asked) {
  const { unit, by, times, filters } = asked;
  const subject = JSON.stringify(asked);
  if (large.subject !== subject) {
    try {
      return await api.usageReport({ by: `${unit},${by}`, ...times, ...filters });
    } catch (error) {
      if (error.status !== 400) {
        throw error;
      }
    }
  }
  return inParts(asked, subject);
}

async function inParts({ unit, by, measure, times, filters }, subject) {
  const [sums, all] = await Promise.all([by, unit].map((one) => api.usageReport({ by: one, ...times, ...filters })));
  if (large.subject !== subject) {
    large = { subject, groups: largest(sums.rows, by, measure) };
  }
  const { filter } = GROUPS[by];
  const parts = await Promise.all(large.groups.map(async ({ id, rows: [named] }) => {
    const { rows } = await api.usageReport({ by: unit, ...times, ...filters, [filter]: id });
    return rows.map((row) => ({ ...named, ...row }));
  }));
  const own = new Set(large.groups.map(({ id }) => id));
  const others = sums.rows.filter((row) => !own.has(GROUPS[by].id(row)));
  return { ...sums, rows: [...parts.flat(), ...others], rest: without(all.rows, parts.flat(), unit, measure) };
}

/** What has no name cannot be asked for by itself. */
const largest = (rows, by, measure) => groupsOf(rows, by).filter(({ id }) => id !== null)
  .sort((a, b) => b.sum[measure] - a.sum[measure]).slice(0, MOST_SERIES);

function without(rows, taken, unit, measure) {
  const left = new Map(rows.map((row) => [row[unit], Number(row[measure] ?? 0)]));
  taken.forEach((row) => left.set(row[unit], (left.get(row[unit]) ?? 0) - Number(row[measure] ?? 0)));
  return [...left].map(([step, value]) => ({ [unit]: step, [measure]: Math.max(0, value) }));
}
