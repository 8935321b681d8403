// Words for what the node finds when it looks at itself and its datasets: kinds and facts come from it.
import { h } from './ui.js';
import { safe } from './format.js';

export function Findings({ findings, all = false }) {
  const told = all ? findings : findings.filter((each) => each.health !== 'good');
  return h(
    'ul',
    { class: 'findings' },
    told.map((each, i) =>
      h(
        'li',
        { key: `${each.kind} ${i}`, class: each.health },
        h('span', { class: `tag ${each.health === 'bad' ? 'bad' : each.health === 'good' ? 'good' : 'rest'}` }, each.subject),
        h('span', null, `${each.kind}${each.facts.length ? `: ${each.facts.map(safe).join(', ')}` : ''}`),
      ),
    ),
  );
}
