// One entry of a catalog.
import { useState } from './hooks.js';
import { entriesPath } from './api.js';
import { state, useAnswer } from './store.js';
import { href } from './router.js';
import { bytes, count } from './format.js';
import { Copied, lastCatalog } from './catalogs.js';
import { askForEntry } from './get.js';
import { Description } from './depth.js';
import { Button, Command, Facts, h, Name, Section, Table, Trouble } from './ui.js';

const FILES = 100;

export function EntryPage({ argument }) {
  const [catalog, digest = ''] = argument.split('/');
  const { value, refusal } = useAnswer(entriesPath(catalog, `/${encodeURIComponent(digest)}`));
  const entry = value?.entry;
  return h(
    'article',
    { class: 'depth' },
    h('p', { class: 'back' }, h('a', { href: lastCatalog() }, '← Catalogs')),
    h('h1', null, entry ? h(Name, { text: entry.title }) : 'Entry'),
    h(Trouble, { refusal }),
    entry
      ? [
          h(Standing, { catalog, entry, reference: value.reference }),
          h(Description, { value }),
          h(About, { entry }),
          h(Files, { catalog, digest }),
        ]
      : refusal
        ? null
        : h('p', { class: 'empty' }, 'Asking the catalog…'),
  );
}

/** What the node calls the dataset. */
const keyOf = (entry) => (entry.infohashV1 ?? entry.infohashV2).slice(0, 40);

function Standing({ catalog, entry, reference }) {
  const view = state.datasets.get(keyOf(entry));
  return [
    h(
      'div',
      { class: 'standing' },
      h('p', null, h(Copied, { view }), h('span', null, `${bytes(entry.bytes)} in ${count(entry.files, 'file')}`)),
    ),
    h(
      'ul',
      { class: 'actions' },
      h(
        'li',
        null,
        view
          ? h('a', { class: 'button', href: href('dataset', view.key) }, 'In the node')
          : h(Button, { kind: 'main', onClick: () => askForEntry(catalog, { ...entry, reference }) }, 'Get'),
        h(Command, { text: view ? `seedbank status ${reference}` : `seedbank get ${reference} -d DIR` }),
      ),
      h('li', null, h('span', null, 'The same on the command line'), h(Command, { text: `seedbank show ${reference}` })),
    ),
  ];
}

const About = ({ entry }) =>
  h(
    Section,
    { title: 'Bytes' },
    h(Facts, {
      rows: [
        ['Digest', h('code', null, entry.digest)],
        ['Infohash v1', entry.infohashV1 && h('code', null, entry.infohashV1)],
        ['Infohash v2', entry.infohashV2 && h('code', null, entry.infohashV2)],
        ['Size', `${bytes(entry.bytes)}, ${count(entry.files, 'file')}`],
        ['Pieces of', bytes(entry.pieceLength)],
        ['Edited', entry.edited],
        ['Withdrawn', entry.withdrawnAt],
      ],
    }),
  );

/** They are in the torrent, which a remote catalog has to be asked for. */
function Files({ catalog, digest }) {
  const [shown, show] = useState(false);
  return h(
    Section,
    { title: 'Files' },
    shown ? h(FileList, { catalog, digest }) : h(Button, { onClick: () => show(true) }, 'Show the files'),
  );
}

function FileList({ catalog, digest }) {
  const [from, go] = useState(0);
  const { value, refusal } = useAnswer(entriesPath(catalog, `/${encodeURIComponent(digest)}/files?from=${from}&count=${FILES}`));
  return [
    h(Trouble, { refusal }),
    value
      ? h(Table, {
          caption: 'Files of the dataset',
          columns: ['File', { name: 'Size', number: true }],
          rows: value.files.map((each) => ({ key: each.path, cells: [h(Name, { text: each.path, class: 'path' }), bytes(each.length)] })),
        })
      : null,
    value && value.total > FILES
      ? h(
          'p',
          { class: 'buttons' },
          h(Button, { disabled: from === 0, onClick: () => go(from - FILES) }, 'Before'),
          h(Button, { disabled: from + FILES >= value.total, onClick: () => go(from + FILES) }, 'More'),
          `${(from + 1).toLocaleString('en')} to ${Math.min(value.total, from + FILES).toLocaleString('en')} of ${value.total.toLocaleString('en')}`,
        )
      : null,
  ];
}
