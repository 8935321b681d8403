// Asks what `seedbank get` asks, and has the node fetch.
import { useState } from './hooks.js';
import { ask as request, entriesPath, get } from './api.js';
import { take, tell, useAnswer } from './store.js';
import { go, href } from './router.js';
import { bytes, count, named, word } from './format.js';
import { ask, Command, Field, h, Name, Tick, Trouble } from './ui.js';

/** As many files as can be chosen from one by one. */
const FILES = 1000;
const MOST_NAMED = 20;

const EXISTING = {
  refuse: ['are in the way', ''],
  adopt: ['are taken for it', ' --adopt'],
  overwrite: ['are replaced', ' --overwrite'],
};

/** What `get` takes for a link: a magnet link, an infohash in hex or base32, a dataset's digest, or an address in the web. */
const LINK = /^(magnet:.*[?&]xt=urn:bt.*|https?:\/\/[^/]+.*|[0-9a-f]{40}|[a-z2-7]{32}|(1220)?[0-9a-f]{64})$/i;
const LINKS = "A magnet link, an infohash or a dataset's digest, or the address of a torrent.";

/** Where things go and how, as a form begins. */
const begin = (folders) => ({ folder: folders[0], name: '', existing: 'refuse', seed: true, allowPrivate: false });

/** Asks where an entry of a catalog is to go, and which of its files. */
export async function askForEntry(catalog, entry) {
  const places = await known(entry.reference);
  if (!places) {
    return;
  }
  ask({
    title: `Get '${named(entry.title)}'`,
    text: `${count(entry.files, 'file')}, ${bytes(entry.bytes)}. The node fetches and verifies it, in a folder of its own name.`,
    values: { ...begin(places.folders), some: false, chosen: new Map(), listed: [] },
    body: (values, put) => [
      entry.withdrawn ? h('p', { class: 'warning' }, 'Its publisher has withdrawn it.') : null,
      h(Where, { values, put, places }),
      h(Which, { values, put, catalog, digest: entry.digest }),
      h(How, { values, put }),
    ],
    button: 'Get',
    command: (values) => `seedbank get ${entry.reference}${options(values)}${includes(values)}`,
    act: (values) => {
      if (values.some && !values.chosen.size) {
        throw new Error('choose at least one file');
      }
      const files = values.some ? { files: [...values.chosen.keys()] } : {};
      return fetchIt({ ...said(values), ...files, catalog, digest: entry.digest });
    },
  });
}

/** Asks for a link, as `get` takes it, and where what it means is to go. */
export async function askForLink() {
  const places = await known('LINK');
  if (!places) {
    return;
  }
  ask({
    title: 'Get by a link',
    text: 'What a catalog lists is fetched at once. Of another magnet link or infohash the node asks peers for the torrent, for as long as it takes, and fetches the dataset then.',
    values: { ...begin(places.folders), link: '' },
    body: (values, put) => [
      h(Field, { label: 'Link', hint: LINKS, value: values.link, required: true, autocomplete: 'off', spellcheck: false, placeholder: 'magnet:?xt=urn:btih:… or …/….torrent', onInput: (link) => put({ link }) }),
      h(Where, { values, put, places }),
      h(How, { values, put }),
    ],
    button: 'Get',
    command: (values) => `seedbank get ${LINK.test(values.link.trim()) ? word(values.link.trim()) : 'LINK'}${options(values)}`,
    act: (values) => {
      const link = values.link.trim();
      if (!LINK.test(link)) {
        throw Object.assign(new Error(`'${link}' is no link to a dataset`), { remedy: LINKS });
      }
      return fetchIt({ ...said(values), link });
    },
  });
}

/** The folders that the node fetches into, with the room of their disks; null, and said why, where there are none. */
async function known(reference) {
  try {
    const [{ folders }, { disks }] = await Promise.all([get('/v1/folders'), get('/v1/disks')]);
    if (folders.length) {
      return { folders, disks };
    }
    tell('The page fetches into folders that the node knows: where datasets lie, or orders fetch into. It knows none yet; the first is named in a terminal:', {
      bad: true,
      command: `seedbank get ${reference} -d DIR`,
    });
  } catch (refusal) {
    tell(refusal.message, { bad: true });
  }
  return null;
}

const said = ({ folder, name, existing, seed, allowPrivate }) => ({
  folder,
  existing,
  seed,
  ...(name.trim() ? { name: name.trim() } : {}),
  ...(allowPrivate ? { allowPrivate: true } : {}),
});

const options = ({ folder, name, existing, seed, allowPrivate }) =>
  ` -d ${word(folder)}${name.trim() ? ` --as ${word(name.trim())}` : ''}${EXISTING[existing][1]}${seed ? '' : ' --no-seed'}${allowPrivate ? ' --allow-private' : ''}`;

/** Patterns for those that were chosen, and no others. */
function includes({ some, chosen, listed }) {
  if (!some) {
    return '';
  }
  const paths = [...chosen.values()];
  const patterns = paths.slice(0, MOST_NAMED).map((path) => ` --include ${word(pattern(path, chosen, listed))}`);
  return `${patterns.join('')}${paths.length > MOST_NAMED ? ' …' : ''}`;
}

/** A name without a folder would mean it in every folder; one that has to be in none is an alternative with a slash. */
function pattern(path, chosen, listed) {
  const plain = path.replace(/[\\*?[\]{},]/g, '\\$&');
  const elsewhere = !path.includes('/') && listed.some((file, i) => file.path.endsWith(`/${path}`) && !chosen.has(i));
  return elsewhere ? `{${plain},/}` : plain;
}

async function fetchIt(wanted) {
  const view = await request('POST', '/v1/fetches', wanted);
  take(view);
  tell(`'${named(view.name)}' is in the node now: ${view.state}.`, { command: `seedbank status ${(view.digest ?? view.key).slice(0, 8)}` });
  go(href('dataset', view.key));
}

function room(folder, disks) {
  const inside = (disk) => disk === '/' || folder === disk || folder.startsWith(`${disk}/`);
  const found = disks.filter((each) => inside(each.disk)).sort((a, b) => b.disk.length - a.disk.length)[0];
  return found?.free === undefined ? '' : ` (${bytes(found.free)} free)`;
}

const Where = ({ values, put, places }) => [
  h(
    'div',
    { class: 'field' },
    h('label', { for: 'folder' }, 'Into the folder'),
    h(
      'select',
      { id: 'folder', value: values.folder, 'aria-describedby': 'folder-hint', onChange: (event) => put({ folder: event.target.value }) },
      places.folders.map((each) => h('option', { key: each, value: each }, `${named(each)}${room(each, places.disks)}`)),
    ),
    h('p', { id: 'folder-hint', class: 'hint' }, 'Where datasets of the node lie, or orders fetch into. Another one is named once with ', h('code', null, '-d DIR'), ' in a terminal.'),
  ),
  h(Field, { label: 'Called there', hint: 'Empty for its own name.', value: values.name, autocomplete: 'off', onInput: (name) => put({ name }) }),
];

const How = ({ values, put }) => [
  h(
    'div',
    { class: 'field' },
    h('label', { for: 'existing' }, 'Other files at its place'),
    h(
      'select',
      { id: 'existing', value: values.existing, onChange: (event) => put({ existing: event.target.value }) },
      Object.entries(EXISTING).map(([value, [text]]) => h('option', { key: value, value }, text)),
    ),
    values.existing === 'overwrite' ? h('p', { class: 'warning' }, 'What is there and is not as published is replaced once the bytes have come and were verified.') : null,
  ),
  h(Tick, { label: 'Serve it to others once it is complete', checked: values.seed, onChange: (seed) => put({ seed }) }),
  h(Tick, { label: 'Ask its trackers and web seeds in private networks too', checked: values.allowPrivate, onChange: (allowPrivate) => put({ allowPrivate }) }),
];

function Which({ values, put, catalog, digest }) {
  return h(
    'fieldset',
    { class: 'choices' },
    h('legend', null, 'Files'),
    [
      [false, 'All'],
      [true, 'Those that I choose'],
    ].map(([some, text]) =>
      h('label', { key: text, class: 'tick' }, h('input', { type: 'radio', name: 'some', checked: values.some === some, onChange: () => put({ some }) }), text),
    ),
    values.some ? h(Choice, { values, put, path: entriesPath(catalog, `/${digest}/files?count=${FILES}`) }) : null,
  );
}

function Choice({ values, put, path }) {
  const { value, refusal } = useAnswer(path);
  const [find, look] = useState('');
  if (!value) {
    return refusal ? h(Trouble, { refusal }) : h('p', null, 'Asking the catalog…');
  }
  const listed = value.files;
  const text = find.toLowerCase();
  const shown = listed.map((file, i) => ({ ...file, i })).filter((file) => file.path.toLowerCase().includes(text));
  const pick = (files, on) => {
    const chosen = new Map(values.chosen);
    files.forEach((file) => (on ? chosen.set(file.i, file.path) : chosen.delete(file.i)));
    put({ chosen, listed });
  };
  const size = [...values.chosen.keys()].reduce((sum, i) => sum + listed[i].length, 0);
  return [
    h(Field, { label: 'Find a file', value: find, type: 'search', onInput: look }),
    h(Tick, { label: `All ${count(shown.length, 'file')} below`, checked: shown.length > 0 && shown.every((file) => values.chosen.has(file.i)), onChange: (on) => pick(shown, on) }),
    h(
      'ul',
      { class: 'choice', tabIndex: 0, 'aria-label': 'Files' },
      shown.map((file) =>
        h(
          'li',
          { key: file.i },
          h('label', { class: 'tick' }, h('input', { type: 'checkbox', checked: values.chosen.has(file.i), onChange: (event) => pick([file], event.target.checked) }), h(Name, { text: file.path }), h('span', { class: 'next' }, bytes(file.length))),
        ),
      ),
    ),
    h('p', { class: 'hint', role: 'status' }, `${count(values.chosen.size, 'file')} chosen, ${bytes(size)}`),
    value.total > listed.length ? h('p', { class: 'hint' }, `These are the first ${listed.length.toLocaleString('en')} of ${count(value.total, 'file')}; others are chosen by patterns: `, h(Command, { text: "--include 'GLOB'" })) : null,
  ];
}
