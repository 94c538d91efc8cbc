// Overview: what is used, and how infiniproxy is.

import * as api from '../api.js';
import { card, element, page } from '../elements.js';
import { formatCount } from '../format.js';
import { text } from '../texts.js';

export async function show(root) {
  const month = new Date().toISOString().slice(0, 8);
  const { rows } = await api.usageReport({ by: 'endpoint', from: `${month}01` });
  const requests = rows.reduce((sum, row) => sum + row.requests, 0);
  root.append(page(text('overview'), {}, card(text('requests'), element('p', {}, formatCount(requests)))));
}
