// What the node finds when it looks at itself and its datasets, in the words of the command line.
import { LIFTING, NAME_A_PEER, WORDS } from './finding-words.js';
import { bytes, count, duration, safe } from './format.js';
import { reference } from './datasets.js';
import { fill, isSilent, lifting, nearest, ofState } from './next-step.js';
import { Advice, h } from './ui.js';

const TONES = { good: 'good', note: 'rest', bad: 'bad' };

/** Facts as they are written in words. */
function facts({ kind, facts: [first, second, ...more] }) {
  switch (kind) {
    case 'disk well':
    case 'disk full':
      return [first, /^\d+$/.test(second) ? bytes(Number(second)) : second, ...more];
    case 'clock wrong':
    case 'clock doubted':
      return [duration(Number(first)), second, ...more];
    case 'dht well':
      return [first === '1' ? '1 node is' : `${first} nodes are`, second, ...more];
    case 'catalog well':
      return [first, second === '1' ? '1 entry' : `${second} entries`, ...more];
    case 'nobody answers':
    case 'both closed':
      return [first === '1' ? 'the one peer that is known does not answer' : `none of ${first} known peers answers`, second, ...more];
    case 'nobody offers':
      return [
        first === '1'
          ? 'the one peer that is known answers, and does not offer what is missing'
          : `none of ${first} known peers offers what is missing, though they answer`,
        second,
        ...more,
      ];
    case 'seeded':
    case 'seeds send nothing':
    case 'nobody seeds':
      return [first === '1' ? '1 that has' : `${first} that have`, second, ...more];
    case 'nothing offered':
      return [first === '1' ? '1 that offers nothing' : `${first} that offer nothing`, second, ...more];
    default:
      return [first, second, ...more];
  }
}

const isDhtOff = (sources) => sources.some((each) => each.kind === 'DHT' && each.state === 'not asked' && each.word === 'off');

/** What to do about it; `view` is the dataset that it is about, if one is, and `sources` by what it is found. */
function step(finding, view, sources, [, , usual, others]) {
  const [way, ...rest] = finding.kind.split(' ');
  const lifting = rest.join(' ') === 'is zero' && LIFTING[finding.facts[0]];
  if (lifting) {
    return lifting.replace('%s', way).replaceAll('REF', view ? reference(view) : 'REF');
  }
  if (!view) {
    return usual;
  }
  if (finding.kind === 'state') {
    return ofState(view) ?? usual;
  }
  let told = view.published ? usual : (others ?? usual);
  if (!view.published && others && !['seeding', 'complete'].includes(view.state)) {
    told += NAME_A_PEER;
  }
  if (!view.published && !view.private && isDhtOff(sources) && finding.kind.startsWith('tracker fails')) {
    told += "; 'seedbank node network --dht on' finds peers without trackers";
  }
  return told.replaceAll('REF', reference(view));
}

/** A later node may find what this page has no words for. */
function words(finding, view, sources) {
  const template = WORDS[finding.kind];
  if (!template) {
    return { said: `${finding.kind}${finding.facts.length ? `: ${finding.facts.join(', ')}` : ''}`, how: '', next: '' };
  }
  const values = facts(finding);
  return { said: fill(template[0], values), how: fill(template[1], values), next: fill(step(finding, view, sources, template), values) };
}

/** What is nearest to what is missing first, and the worst then; a step that several have is said once. */
export function Findings({ findings, view = null, sources = [], all = false }) {
  const order = { bad: 1, note: 2, good: 3 };
  const first = view ? nearest(view, findings) : null;
  const place = (each) => (each.first ? 0 : order[each.health]);
  const told = findings
    .filter((each) => all || (each.health !== 'good' && each.kind !== 'state'))
    .map((each) => ({ ...each, ...words(each, view, sources), first: each === first }))
    .sort((a, b) => place(a) - place(b));
  const lastOf = new Map(told.map((each, i) => [each.next, i]));
  return told.length
    ? h(
        'ul',
        { class: 'findings' },
        told.map((each, i) =>
          h(
            'li',
            { key: `${each.kind} ${each.facts.join(' ')}` },
            h('span', { class: `tag ${TONES[each.health] ?? 'rest'}` }, each.health === 'good' ? `${each.subject} ok` : each.subject),
            h(
              'div',
              null,
              h('p', { title: each.how ? `How that is known: ${each.how}` : null }, safe(each.said)),
              each.next && lastOf.get(each.next) === i ? h('p', { class: 'next' }, h(Advice, { text: each.next })) : null,
            ),
          ),
        ),
      )
    : all
      ? null
      : h('p', { class: 'hint' }, `${count(findings.length, 'thing')} looked at, all as it should be.`);
}

/** What is told beside the reason of a view; of peers together, and limits, the reason tells already. Null where nothing is. */
export function besideReason(view, { findings, sources }) {
  const cause = isSilent(view) ? nearest(view, findings) : undefined;
  return cause && !['peers', 'limit'].includes(cause.subject) ? `${cause.subject}: ${words(cause, view, sources).said}` : null;
}

/** The next step of a dataset: of a fetch to which nothing comes, what helps against the nearest cause. Null where nothing has to be done. */
export function nextStep(view, { findings, sources }) {
  const cause = isSilent(view) ? nearest(view, findings) : undefined;
  const limit = isSilent(view) ? lifting(view.why, reference(view)) : null;
  return limit ?? (cause ? words(cause, view, sources).next : null) ?? ofState(view);
}
