// One dataset in depth.
import { state, useAnswer } from './store.js';
import { datasetPath } from './api.js';
import { href } from './router.js';
import { lastAddress } from './list.js';
import { ago, bytes, count, duration, rate, ratio, safe, time } from './format.js';
import { ACTIONS, help, limitText, share, tone } from './datasets.js';
import { Advice, Bar, Button, Command, Facts, h, Name, Section, Table, Trouble } from './ui.js';
import { Entry, Files, History, Peers, Pieces, Rates } from './depth.js';
import { besideReason, Findings, nextStep } from './findings.js';

/** What the view of the node has for all datasets. */
const OF_SESSION = ['listening', 'port mapping'];
const LOOK_MILLIS = 10_000;
const NOTHING_FOUND = { findings: [], sources: [] };

export function DatasetPage({ argument }) {
  const view = state.datasets.get(argument);
  if (!view) {
    return h(
      'div',
      { class: 'empty' },
      h('p', null, 'The node has no such dataset, or has it no more.'),
      h('p', null, h('a', { href: href('datasets') }, 'All datasets')),
    );
  }
  return h(Depth, { view, key: view.key });
}

function Depth({ view }) {
  const examination = useAnswer(datasetPath(view.key, '/examination'), LOOK_MILLIS);
  return h(
    'article',
    { class: 'depth' },
    h('p', { class: 'back' }, h('a', { href: lastAddress() }, '← Datasets')),
    h('h1', null, h(Name, { text: view.name })),
    h(Standing, { view, found: examination.value ?? NOTHING_FOUND }),
    h(Actions, { view }),
    h('div', { class: 'columns' }, h(About, { view }), h(Transfer, { view })),
    h(Entry, { view }),
    view.damaged.length ? h(Damage, { view }) : null,
    view.state === 'no torrent' ? null : [h(Pieces, { view }), h(Rates, { view }), h(Files, { view }), h(Peers, { view })],
    h(Sources, { view, examination }),
    h(History, { view }),
  );
}

function Standing({ view, found }) {
  const done = share(view);
  const kind = tone(view);
  const cause = besideReason(view, found);
  const next = nextStep(view, found);
  return h(
    'div',
    { class: 'standing' },
    h(
      'p',
      null,
      h('span', { class: `tag ${kind}` }, view.state),
      done === null ? null : h('span', { class: 'big' }, `${done} %`),
      h('span', null, `${bytes(view.amounts.bytesDone)} of ${bytes(view.amounts.bytesWanted)}`),
      view.secondsLeft === undefined ? null : h('span', null, `${duration(view.secondsLeft)} left`),
    ),
    done === null ? null : h(Bar, { percent: done, tone: kind, label: 'Per cent here' }),
    view.why ? h('p', { class: kind === 'bad' ? 'why bad' : 'why' }, safe(view.why)) : null,
    cause ? h('p', { class: 'why' }, safe(cause)) : null,
    next ? h('p', { class: 'next' }, h(Advice, { text: next })) : null,
    view.upkeep.note ? h('p', { class: 'why' }, safe(view.upkeep.note)) : null,
  );
}

function Actions({ view }) {
  const helps = help(view);
  return h(
    'ul',
    { class: 'actions' },
    Object.entries(ACTIONS)
      .filter(([, action]) => action.fits(view))
      .map(([id, action]) =>
        h(
          'li',
          { key: id },
          h(Button, { kind: action === helps ? 'main' : id === 'remove' ? 'danger' : 'plain', onClick: () => action.act(view) }, action.name),
          h(Command, { text: action.command(view) }),
        ),
      ),
  );
}

const About = ({ view }) =>
  h(
    Section,
    { title: 'About' },
    h(Facts, {
      rows: [
        ['Name', view.name.length > 300 ? h('details', null, h('summary', null, `${view.name.length.toLocaleString('en')} characters`), h('bdi', { dir: 'auto' }, safe(view.name))) : null],
        ['Digest', view.digest && h('code', null, view.digest)],
        ['Infohash v1', view.infohashV1 && h('code', null, view.infohashV1)],
        ['Infohash v2', view.infohashV2 && h('code', null, view.infohashV2)],
        ['Private', view.private ? 'yes: its peers are had from its trackers alone' : null],
        ['Path', h(Name, { text: view.path, class: 'path' })],
        ['From', `${safe(view.origin)}, ${time(view.added)}`],
        ['Files', filesText(view.amounts)],
        ['Taken', view.taken && `${bytes(view.taken.bytes)} in ${count(view.taken.files, 'file')} from ${view.taken.from.map(safe).join(' and ')}`],
        ['Verified', view.verified && `${ago(view.verified)}, ${time(view.verified)}${view.amounts.filesDamaged > 0 ? ', before the damage' : ''}`],
        ['Looked', view.upkeep.looked && `${ago(view.upkeep.looked)}, lengths and times as when verified`],
        ['Damaged since', view.upkeep.damagedSince && time(view.upkeep.damagedSince)],
      ],
    }),
  );

const filesText = (amounts) =>
  amounts.filesWanted === amounts.filesTotal
    ? amounts.filesTotal.toLocaleString('en')
    : `${amounts.filesWanted.toLocaleString('en')} of ${amounts.filesTotal.toLocaleString('en')}, ${bytes(amounts.bytesTotal)} in all`;

const Transfer = ({ view }) =>
  h(
    Section,
    { title: 'Transfer' },
    h(Facts, {
      rows: [
        ['Down', `${rate(view.traffic.downloadRate)}, ${bytes(view.traffic.downloaded)} in all`],
        ['Up', `${rate(view.traffic.uploadRate)}, ${bytes(view.traffic.uploaded)} in all`],
        ['Ratio', view.ratio === undefined ? null : ratio(view.ratio)],
        ['Peers', `${view.traffic.peers}, of which ${view.traffic.seeds} have everything`],
        ['Rejected', view.traffic.rejected ? `${count(view.traffic.rejected, 'piece')} of what was not published, ${count(view.traffic.banned, 'peer')} banned` : null],
        ['Limits', limitText(view.limits)],
      ],
    }),
  );

function Damage({ view }) {
  const more = view.amounts.filesDamaged - view.damaged.length;
  return h(
    Section,
    { title: `Damaged files (${view.amounts.filesDamaged.toLocaleString('en')})` },
    h('ul', { class: 'paths' }, view.damaged.map((path) => h('li', { key: path }, h(Name, { text: path })))),
    more > 0 ? h('p', null, `${count(more, 'more file')}`) : null,
  );
}

/** All ways to peers and bytes with their own words, and what they mean. */
function Sources({ view, examination: { value, refusal } }) {
  const own = value?.sources.filter((each) => !OF_SESSION.includes(each.kind)) ?? [];
  return h(
    Section,
    { title: 'Sources' },
    h(Trouble, { refusal }),
    value ? h(Findings, { findings: value.findings, view, sources: value.sources }) : null,
    own.length ? h(SourceTable, { sources: own }) : value ? h('p', null, 'None is asked while it is not in its swarm.') : null,
  );
}

/** What is wrong with one that works for the rest comes first. */
function standing(source) {
  const faulty = source.state === 'working' && source.fault;
  const health = source.state === 'failing' || faulty ? 'bad' : source.state === 'working' ? 'good' : 'rest';
  return h('span', { class: `tag ${health}` }, faulty ? source.fault : source.state);
}

export const SourceTable = ({ sources }) =>
  h(Table, {
    caption: 'Ways by which it finds peers and bytes',
    columns: ['Source', 'Address', 'State', 'Its last word', 'Answered', { name: 'Seeds', number: true }, { name: 'Peers', number: true }],
    rows: sources.map((each, i) => ({
      key: `${each.kind} ${each.address} ${i}`,
      cells: [
        each.kind,
        each.address ? h(Name, { text: each.address, class: 'path' }) : '–',
        standing(each),
        each.word ? h(Name, { text: each.word, class: 'word' }) : '–',
        each.answered ? ago(each.answered) : '–',
        each.seeders ?? '–',
        each.leechers ?? '–',
      ],
    })),
  });
