// Publishes a folder: looks first, asks what is to be said of it, and tells how it comes along.
import { useState } from './hooks.js';
import { ask as request } from './api.js';
import { state, tell, useAnswer } from './store.js';
import { href } from './router.js';
import { bytes, count, percent, safe, word } from './format.js';
import { ask, Bar, Button, Command, Facts, Field, h, Name, Section, Tick, Trouble } from './ui.js';

const LOOK_MILLIS = 1_000;
const FOR_WHOM = { local: 'this machine only', private: 'this network only', public: 'peers anywhere' };
const TONES = { waiting: 'rest', hashing: 'busy', posting: 'busy', published: 'good', failed: 'bad', stopped: 'rest' };

/** The node knows no folder in which a shorter path would begin. */
const WHOLE = /^(\/|[A-Za-z]:[\\/])/;

export function PublishPage() {
  const folders = useAnswer('/v1/folders');
  const catalogs = useAnswer('/v1/catalogs');
  const publications = useAnswer('/v1/publications', LOOK_MILLIS);
  return h(
    'article',
    { class: 'depth' },
    h('h1', null, 'Publish'),
    h('p', null, 'The node reads a folder or file once, serves it where it lies, and lists it in a catalog. Nothing is copied or changed.'),
    h(Trouble, { refusal: folders.refusal ?? catalogs.refusal ?? publications.refusal }),
    folders.value && catalogs.value ? h(New, { folders: folders.value.folders, catalogs: catalogs.value.catalogs, again: publications.again }) : null,
    publications.value?.publications
      .slice()
      .reverse()
      .map((each) => h(Publication, { key: each.id, view: each, again: publications.again })),
  );
}

function New({ folders, catalogs, again }) {
  const [path, put] = useState('');
  const [catalog, choose] = useState(catalogs[0].name);
  const [look, found] = useState(null);
  const [refusal, refuse] = useState(null);
  const [busy, wait] = useState(false);
  const wanted = { path: path.trim(), catalog };
  const command = `seedbank publish${catalog === catalogs[0].name ? '' : ` --catalog ${catalog}`}`;
  async function dryRun(event) {
    event.preventDefault();
    found(null);
    if (!WHOLE.test(wanted.path)) {
      refuse({ message: `'${wanted.path}' is no whole path`, remedy: `write the whole path, such as ${folders[0]}/NAME` });
      return;
    }
    wait(true);
    refuse(null);
    try {
      found(await request('POST', '/v1/publications/look', wanted));
    } catch (error) {
      refuse(error);
    }
    wait(false);
  }
  if (!folders.length) {
    return h(
      Section,
      { title: 'Choose a folder' },
      h('p', null, 'The page publishes from folders that the node knows: where datasets lie, or orders fetch into. It knows none yet; the first dataset is published in a terminal:'),
      h('p', null, h(Command, { text: 'seedbank publish PATH' })),
    );
  }
  return [
    h(
      Section,
      { title: 'Choose a folder' },
      h(
        'form',
        { onSubmit: dryRun },
        h(Field, { label: 'Folder or file', hint: `Its path, inside ${folders.map(safe).join(', ')}. What lies elsewhere is published once in a terminal; from then on its folder is known.`, value: path, required: true, autocomplete: 'off', spellcheck: false, list: 'known', placeholder: `${safe(folders[0])}/`, onInput: (text) => (put(text), found(null)) }),
        h('datalist', { id: 'known' }, folders.map((each) => h('option', { key: each, value: `${each}/` }))),
        h(
          'div',
          { class: 'field' },
          h('label', { for: 'into' }, 'Catalog'),
          h('select', { id: 'into', value: catalog, onChange: (event) => choose(event.target.value) }, catalogs.map((each) => h('option', { key: each.name, value: each.name }, each.name))),
        ),
        h(Trouble, { refusal }),
        h('p', { class: 'buttons' }, h('button', { type: 'submit', class: 'button main', disabled: busy, 'aria-busy': busy }, busy ? 'Looking…' : 'Look at it'), h(Command, { text: `${command} --dry-run ${word(wanted.path || 'PATH')}` })),
      ),
    ),
    look ? h(Found, { key: `${look.path} ${catalog}`, look, wanted, command, done: () => (found(null), put(''), again()), again: found }) : null,
  ];
}

/** Fields of a description: in the form, in an entry, and as options. */
const FIELDS = [
  { id: 'title', label: 'Title', option: '--title' },
  { id: 'text', entry: 'description', label: 'Description', option: '--description', lines: true },
  { id: 'creators', label: 'Creators', option: '--creator', many: true, hint: 'One in each line.' },
  { id: 'license', label: 'Licence', option: '--license', hint: 'SPDX, such as CC-BY-4.0 or CC0-1.0.' },
  { id: 'doi', label: 'DOI', option: '--doi' },
  { id: 'keywords', label: 'Keywords', option: '--keyword', many: true, hint: 'One in each line.' },
  { id: 'version', label: 'Version', option: '--dataset-version' },
];

const asText = (field, value) => (field.many ? (value ?? []).join('\n') : (value ?? ''));
const lines = (text) => text.split('\n').map((each) => each.trim()).filter(Boolean);

/** The form as what is said of a dataset. */
function description(values) {
  const said = { creators: lines(values.creators), keywords: lines(values.keywords) };
  FIELDS.filter((field) => !field.many && values[field.id].trim()).forEach((field) => {
    said[field.id] = values[field.id].trim();
  });
  return said;
}

/** Options for what was changed; what was emptied can only be so in an editor. */
function options(before, values) {
  const changed = FIELDS.filter((field) => values[field.id].trim() !== before[field.id].trim());
  if (changed.some((field) => !values[field.id].trim())) {
    return ' --edit';
  }
  return changed
    .flatMap((field) => (field.many ? lines(values[field.id]) : [values[field.id].trim()]).map((text) => ` ${field.option} ${word(text)}`))
    .join('');
}

/** What its torrent is to be, in the words of the options. */
const TORRENT = { trackers: '', webSeeds: '', private: false, format: 'auto' };
const FORMATS = ['auto', 'hybrid', 'v1', 'v2'];

const torrentOf = ({ trackers, webSeeds, private: isPrivate, format }) => ({
  trackers: lines(trackers),
  webSeeds: lines(webSeeds),
  private: isPrivate,
  ...(format === 'auto' ? {} : { format }),
});

const torrentOptions = ({ trackers, webSeeds, private: isPrivate, format }) =>
  [
    ...lines(trackers).map((url) => ` --tracker ${word(url)}`),
    ...lines(webSeeds).map((url) => ` --web-seed ${word(url)}`),
    isPrivate ? ' --private' : '',
    format === 'auto' ? '' : ` --format ${format}`,
  ].join('');

function Torrent({ values, put }) {
  const text = (name, label, hint) =>
    h(Said, { field: { id: name, label, many: true, hint: `${hint} One in each line.` }, value: values[name], onInput: (said) => put({ ...values, [name]: said }) });
  return h(
    'details',
    null,
    h('summary', null, 'Torrent'),
    text('trackers', 'Trackers', 'A tracker that introduces peers to each other.'),
    text('webSeeds', 'Web seeds', 'A web server that has the same files.'),
    h(Tick, { label: 'Make the torrent private (BEP 27)', checked: values.private, onChange: (on) => put({ ...values, private: on }) }),
    h('p', { class: 'hint' }, 'Programs ask its trackers alone for peers, and neither DHT nor peer exchange nor local discovery.'),
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'format' }, 'Format'),
      h(
        'select',
        { id: 'format', value: values.format, 'aria-describedby': 'format-hint', onChange: (event) => put({ ...values, format: event.target.value }) },
        FORMATS.map((each) => h('option', { key: each, value: each }, each)),
      ),
      h('p', { id: 'format-hint', class: 'hint' }, 'Which hashes the torrent carries. Old clients need v1; hybrid serves all. auto is hybrid unless its padding adds more than a tenth to the bytes, and then v1.'),
    ),
  );
}

function Found({ look, wanted, command, done, again }) {
  const before = Object.fromEntries(FIELDS.map((field) => [field.id, asText(field, look.description[field.id])]));
  const [values, put] = useState(before);
  const [torrent, make] = useState(TORRENT);
  const [refusal, refuse] = useState(null);
  const [busy, wait] = useState(false);
  const text = `${command}${options(before, values)}${torrentOptions(torrent)} ${word(look.path)}`;
  async function publishAsSeen() {
    try {
      await request('POST', '/v1/publications', { ...wanted, path: look.path, description: description(values), torrent: torrentOf(torrent), seen: look.seen });
    } catch (error) {
      const now = await request('POST', '/v1/publications/look', wanted);
      if (now.seen === look.seen) {
        throw error;
      }
      again(now);
      tell(`${error.message}. Nothing is published yet; this is what is there now.`, { bad: true });
      return;
    }
    tell(`'${safe(look.name)}' is being published.`);
    done();
  }
  /** What web seeds have is asked before a person is. */
  async function warnings() {
    if (!lines(torrent.webSeeds).length) {
      return [];
    }
    wait(true);
    try {
      const now = await request('POST', '/v1/publications/look', { ...wanted, path: look.path, torrent: torrentOf(torrent) });
      return now.warnings.filter((each) => !look.warnings.includes(each));
    } finally {
      wait(false);
    }
  }
  async function publish(event) {
    event.preventDefault();
    refuse(null);
    let more;
    try {
      more = await warnings();
    } catch (error) {
      refuse(error);
      return;
    }
    ask({
      title: `Publish '${safe(look.name)}'?`,
      text: `${count(look.files, 'file')} (${bytes(look.bytes)}) are served to ${FOR_WHOM[state.facts.network]}, and listed in the catalog '${wanted.catalog}'. Its bytes cannot be changed after that.`,
      body: () => more.map((each) => h('p', { key: each, class: 'warning' }, safe(each))),
      button: 'Publish',
      command: () => text,
      act: publishAsSeen,
    });
  }
  return h(
    Section,
    { title: 'What was found' },
    h(Facts, {
      rows: [
        ['Path', h(Name, { text: look.path })],
        ['Files', `${count(look.files, 'file')}, ${bytes(look.bytes)}`],
      ],
    }),
    look.warnings.map((each) => h('p', { key: each, class: 'warning' }, safe(each))),
    look.leftOut
      ? h(
          'details',
          null,
          h('summary', null, `${count(look.leftOut, 'thing')} left out`),
          h('ul', { class: 'paths' }, look.someLeftOut.map((each) => h('li', { key: each.name }, h(Name, { text: each.name }), `: ${safe(each.reason)}`))),
        )
      : null,
    h(
      'form',
      { onSubmit: publish },
      FIELDS.map((field) => h(Said, { key: field.id, field, value: values[field.id], source: source(field, look, before, values), onInput: (said) => put({ ...values, [field.id]: said }) })),
      h(Torrent, { values: torrent, put: make }),
      h(Trouble, { refusal }),
      h('p', { class: 'buttons' }, h('button', { type: 'submit', class: 'button main', disabled: busy, 'aria-busy': busy }, busy ? 'Asking the web seeds…' : 'Publish'), h(Command, { text })),
    ),
  );
}

function source(field, look, before, values) {
  const from = look.sources.find((each) => each.field === (field.entry ?? field.id));
  return from && before[field.id] === values[field.id] ? `From ${safe(from.file)}.` : '';
}

function Said({ field, value, source, onInput }) {
  const hint = [source, field.hint].filter(Boolean).join(' ');
  const id = `said-${field.id}`;
  const props = { id, value, dir: 'auto', 'aria-describedby': hint ? `${id}-hint` : null, onInput: (event) => onInput(event.target.value) };
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, field.label),
    field.lines || field.many ? h('textarea', { ...props, rows: field.lines ? 5 : 2 }) : h('input', props),
    hint ? h('p', { id: `${id}-hint`, class: 'hint' }, hint) : null,
  );
}

/** Addresses of a torrent: in what has no effect, in the form, and as options that add to what is listed. */
const ADDRESSES = [
  { id: 'trackers', label: 'Trackers', option: '--add-tracker' },
  { id: 'webSeeds', label: 'Web seeds', option: '--add-web-seed' },
];

/** What was asked for of bytes that are listed already, and the command that changes that. */
function Untaken({ outcome }) {
  const fields = [...FIELDS, ...ADDRESSES].map((field) => ({ ...field, values: outcome.untaken[field.entry ?? field.id] ?? [] })).filter((field) => field.values.length);
  const said = fields.flatMap((field) => field.values.map((value) => ` ${field.option} ${word(value)}`)).join('');
  return h(
    'p',
    { class: 'warning' },
    `Without effect: ${fields.map((field) => field.label).join(', ')}; to change what is listed: `,
    h(Command, { text: `seedbank edit ${outcome.reference}${said}` }),
  );
}

function Publication({ view, again }) {
  const ended = ['published', 'failed', 'stopped'].includes(view.state);
  const done = percent({ bytesDone: view.hashed, bytesWanted: view.bytes });
  async function end() {
    try {
      await request('DELETE', `/v1/publications/${encodeURIComponent(view.id)}`);
      again();
    } catch (refusal) {
      tell(refusal.message, { bad: true });
    }
  }
  const { outcome } = view;
  return h(
    Section,
    { title: safe(view.path) },
    h('p', null, h('span', { class: `tag ${TONES[view.state]}` }, view.state), view.state === 'hashing' ? ` ${done} % of ${bytes(view.bytes)}` : ''),
    view.state === 'hashing' ? h(Bar, { percent: done, label: 'Per cent hashed' }) : null,
    view.problem ? h(Trouble, { refusal: { message: view.problem, remedy: view.remedy } }) : null,
    view.warnings.map((each) => h('p', { key: each, class: 'warning' }, safe(each))),
    outcome
      ? [
          outcome.alreadyThere ? h('p', null, 'The catalog listed these bytes already; its entry and torrent stay as they were.') : null,
          outcome.untaken ? h(Untaken, { outcome }) : null,
          h(Facts, {
            rows: [
              ['Serial', h('a', { href: href('entry', `${view.catalog}/${outcome.digest}`) }, safe(outcome.reference))],
              ['Digest', h('code', null, outcome.digest)],
              ['Infohash v1', outcome.infohashV1 && h('code', null, outcome.infohashV1)],
              ['Infohash v2', outcome.infohashV2 && h('code', null, outcome.infohashV2)],
            ],
          }),
          h('p', { class: 'buttons' }, h('a', { class: 'button', href: href('dataset', outcome.key) }, 'In the node'), h(Command, { text: `seedbank show ${outcome.reference}` })),
        ]
      : null,
    h('p', { class: 'buttons' }, h(Button, { kind: ended ? 'plain' : 'danger', onClick: end }, ended ? 'Dismiss' : 'Stop')),
  );
}
