// Limits and budgets of users and keys: the fields that set them, and the bars of what is spent of them.

import { bar, button, element, field, input, select } from './elements.js';
import { formatCost, formatCount } from './format.js';
import { text } from './texts.js';

const RATES = ['requests_per_minute', 'tokens_per_minute', 'concurrent_requests'];
const PERIODS = ['day', 'week', 'month', 'total'];
const UNITS = ['tokens', 'cost'];

/** The fields of `limits`, which may be null. Returns the element; its read() returns the limits, null when there are none. */
export function limitFields(limits) {
  const rates = RATES.map((name) => [name, input({ type: 'number', min: 1, step: 1, value: limits?.[name] ?? '' })]);
  const budgets = element('div', { className: 'budgets' });
  const add = (budget) => budgets.append(budgetRow(budget));
  (limits?.budgets ?? []).forEach(add);
  const made = element('fieldset', {}, element('legend', {}, text('limits')),
    element('p', { className: 'hint' }, text('limitsHint')),
    element('div', { className: 'fields' }, ...rates.map(([name, control]) => field(text(name), control))),
    budgets,
    button(text('addBudget'), () => {
      add({ period: 'month', tokens: '' });
      budgets.lastElementChild.querySelector('select').focus();
    }));
  made.read = () => limitsOf(rates, [...budgets.children].map((row) => row.read()));
  return made;
}

function budgetRow(budget) {
  const unit = select(UNITS.map((name) => [name, text(`unit_${name}`)]), { value: 'cost' in budget ? 'cost' : 'tokens' });
  const period = select(PERIODS.map((name) => [name, text(`period_${name}`)]), { value: budget.period });
  const amount = input({ type: 'number', min: 0, step: 'any', required: true, value: budget[unit.value] });
  const row = element('div', { className: 'budget' }, field(text('budgetPeriod'), period),
    field(text('budgetAmount'), amount), field(text('budgetUnit'), unit),
    button('×', () => row.remove(), { kind: 'quiet', label: text('removeBudget') }));
  row.read = () => ({ period: period.value, [unit.value]: Number(amount.value) });
  return row;
}

function limitsOf(rates, budgets) {
  const limits = Object.fromEntries(rates.filter(([, { value }]) => value !== '').map(([name, { value }]) => [name, Number(value)]));
  if (budgets.length > 0) {
    limits.budgets = budgets;
  }
  return Object.keys(limits).length === 0 ? null : limits;
}

/** The bars of one subject of /usage/limits; of one that has no limits, the words for it. */
export function limitBars(subject, currency) {
  const bars = subject ? [...rateBars(subject), ...budgetBars(subject, currency)] : [];
  return bars.length === 0
    ? element('span', { className: 'soft' }, text('noLimits'))
    : element('div', { className: 'limit-bars' }, ...bars);
}

function rateBars(subject) {
  return RATES.filter((name) => subject[name]).map((name) => {
    const { limit, remaining, used = limit - remaining } = subject[name];
    return bar(used, limit, text(`${name}_used`, { used: formatCount(used), limit: formatCount(limit) }));
  });
}

function budgetBars(subject, currency) {
  return (subject.budgets ?? []).map(({ period, unit, limit, spent }) => {
    const format = unit === 'cost' ? (amount) => formatCost(amount, currency) : formatCount;
    const amount = text(`spent_${unit}`, { used: format(spent), limit: format(limit) });
    return bar(spent, limit, text(`spent_${period}`, { amount }));
  });
}
