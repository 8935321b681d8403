// The node itself: what it is, how far it reaches, and what it finds when it looks.
import { state, tell, useAnswer } from './store.js';
import { bytes, count, rate, safe, time } from './format.js';
import { limitText } from './datasets.js';
import { ask as request, leave } from './api.js';
import { ask, Button, Command, Facts, h, Name, Section, Table, Trouble } from './ui.js';
import { Findings } from './findings.js';
import { SourceTable } from './dataset.js';
import { History, Rates } from './depth.js';

const WHOM = { local: 'this machine only', private: 'this network only', public: 'peers anywhere' };
const LOOK_MILLIS = 15_000;

/** Ends the session here and in other tabs. */
async function close() {
  try {
    await leave();
    location.reload();
  } catch (refusal) {
    tell(refusal.message, { bad: true });
  }
}

/** Words of the command line for how far a node reaches. */
const WORD = { local: 'machine', private: 'network', public: 'public' };

function reach(facts) {
  ask({
    title: 'How far shall the node reach?',
    text: 'This is for all of its datasets, and is kept. A node that reaches otherwise leaves all swarms for a moment, and goes on as far as this.',
    values: { network: facts.network },
    body: ({ network }, put) =>
      h(
        'fieldset',
        { class: 'choices' },
        h('legend', { class: 'unseen' }, 'Reach'),
        Object.entries(WHOM).map(([value, whom]) =>
          h(
            'label',
            { key: value, class: 'tick' },
            h('input', { type: 'radio', name: 'network', checked: network === value, onChange: () => put({ network: value }) }),
            `${whom[0].toUpperCase()}${whom.slice(1)}`,
          ),
        ),
      ),
    button: 'Set reach',
    command: ({ network }) => `seedbank node reach ${WORD[network]}`,
    act: async ({ network }) => {
      await request('PUT', '/v1/reach', { network });
      tell(`The node reaches ${WHOM[network]}.`);
    },
  });
}

const ON = { true: 'on', false: 'off' };

function Network({ facts }) {
  const { networking } = facts;
  return h(
    Section,
    { title: 'Network' },
    h(Facts, {
      rows: [
        ['Reaches', `${WHOM[facts.network]}${facts.proxy ? `, through the proxy ${safe(facts.proxy)}` : ''}`],
        ['Peer port', facts.peerPort],
        ['Listens', networking && safe(networking.listen)],
        ['DHT', networking && ON[networking.dht]],
        ['Local discovery', networking && ON[networking.lsd]],
        ['Peer exchange', networking && ON[networking.pex]],
        ['Port mapping', networking && ON[networking.portMapping]],
        ['uTP', networking && ON[networking.utp]],
        ['Encryption', networking && networking.encryption],
        ['Private addresses', facts.allowPrivate ? 'any torrent may name them' : null],
        ['Serves over HTTP', facts.http && `${bytes(facts.http.sent)} sent in ${count(facts.http.answers, 'answer')}`],
        ['Tracker', facts.tracker && `${count(facts.tracker.datasets, 'dataset')} of ${facts.tracker.catalogs.map(safe).join(', ')}`],
      ],
    }),
    h('p', { class: 'buttons' }, h(Button, { onClick: () => reach(facts) }, 'Change reach'), h(Command, { text: `seedbank node reach ${WORD[facts.network]}` })),
    h('p', null, h(Command, { text: 'seedbank node network' })),
  );
}

/** Bytes that are here, of all datasets. */
function held() {
  const views = [...state.datasets.values()];
  const here = views.reduce((sum, view) => sum + (view.state === 'not there' ? 0 : view.amounts.bytesDone), 0);
  const wanted = views.reduce((sum, view) => sum + view.amounts.bytesWanted, 0);
  return here === wanted ? bytes(here) : `${bytes(here)} of ${bytes(wanted)}`;
}

function Disks() {
  const { value, refusal } = useAnswer('/v1/disks', 30_000);
  return h(
    Section,
    { title: 'Disks' },
    h(Trouble, { refusal }),
    value?.disks.length
      ? h(Table, {
          caption: 'Disks that datasets lie on',
          columns: ['Disk', { name: 'Datasets', number: true }, { name: 'Held', number: true }, { name: 'Free', number: true }, { name: 'Size', number: true }],
          rows: value.disks.map((each) => ({
            key: each.disk,
            cells: [
              h(Name, { text: each.disk, class: 'path' }),
              each.datasets.toLocaleString('en'),
              bytes(each.held),
              each.free === undefined ? 'does not answer' : bytes(each.free),
              each.size === undefined ? '–' : bytes(each.size),
            ],
          })),
        })
      : value
        ? h('p', null, 'No dataset lies on any yet.')
        : null,
  );
}

export function NodePage() {
  const { facts } = state;
  const { value, refusal } = useAnswer('/v1/examination', LOOK_MILLIS);
  return h(
    'article',
    { class: 'depth' },
    h('h1', null, 'Node'),
    facts.warnings.map((warning) => h('p', { key: warning, class: 'trouble' }, safe(warning))),
    h(
      'div',
      { class: 'columns' },
      h(
        Section,
        { title: 'What it is' },
        h(Facts, {
          rows: [
            ['Version', facts.version],
            ['Runs since', `${time(facts.started)}, process ${facts.pid}`],
            ['Control port', `${facts.controlPort}, on 127.0.0.1`],
            ['Datasets', facts.datasets.toLocaleString('en')],
            ['On disk', held()],
            ['Down', rate(facts.downloadRate)],
            ['Up', rate(facts.uploadRate)],
            ['Limits', `${limitText(facts.limits)}${facts.scheduled ? ', by the schedule' : ''}`],
          ],
        }),
        h('p', null, h(Command, { text: 'seedbank node status' })),
        h('p', { class: 'buttons' }, h(Button, { onClick: close }, 'Close the page')),
      ),
      h(Network, { facts }),
    ),
    h(
      Section,
      { title: 'What it finds' },
      h(Trouble, { refusal }),
      value ? h(Findings, { findings: value.findings, all: true }) : refusal ? null : h('p', null, 'Looking…'),
      h('p', null, h(Command, { text: 'seedbank doctor' })),
    ),
    h(Rates),
    h(Disks),
    h(History),
    value?.sources.length ? h(Section, { title: 'Sources of its session' }, h(SourceTable, { sources: value.sources })) : null,
  );
}
