// Parts of a dataset's page, each of which asks the node for what it shows.
import { useEffect, useRef, useState } from './hooks.js';
import { datasetPath } from './api.js';
import { useAnswer } from './store.js';
import { ago, block, bytes, count, named, rate, safe, time } from './format.js';
import { Button, Copy, Facts, h, Name, Section, Table, Trouble } from './ui.js';

const LOOK_MILLIS = 5_000;
const SLOW_MILLIS = 30_000;
const FILES = 100;
const SPANS = 240;
const EVENTS = 50;

/** What is said of a dataset of the node, and how it is cited. */
export function Entry({ view }) {
  const { value, refusal } = useAnswer(datasetPath(view.key, '/entry'));
  return value?.entry || refusal ? h(Description, { value, refusal }) : null;
}

/** What an entry says, and how it is cited. */
export function Description({ value, refusal = null }) {
  const entry = value?.entry;
  return h(
    Section,
    { title: 'Description' },
    h(Trouble, { refusal }),
    entry
      ? [
          entry.withdrawn ? h('p', { class: 'trouble' }, withdrawal(entry)) : null,
          h(Facts, {
            rows: [
              ['Title', entry.title && h(Name, { text: entry.title })],
              ['Called', value.reference && safe(value.reference)],
              ['Creators', entry.creators?.length ? h('bdi', { dir: 'auto' }, entry.creators.map(named).join('; ')) : null],
              ['Licence', entry.license && safe(entry.license)],
              ['DOI', entry.doi && safe(entry.doi)],
              ['Keywords', entry.keywords?.length ? h('bdi', { dir: 'auto' }, entry.keywords.map(named).join(', ')) : null],
              ['Version', entry.version && safe(entry.version)],
              ['Published', entry.published && time(entry.published)],
            ],
          }),
          entry.description ? h('p', { class: 'description', dir: 'auto' }, block(entry.description)) : null,
          value.citations.length ? h(Citation, { citations: value.citations }) : null,
        ]
      : null,
  );
}

/** As the command line says it. */
function withdrawal(entry) {
  const said = [entry.withdrawnReason && safe(entry.withdrawnReason), entry.supersededBy && `superseded by ${entry.supersededBy.slice(0, 12)}`];
  const text = said.filter(Boolean).join('; ');
  return `Withdrawn${text ? `: ${text}` : ''}`;
}

const FORMS = { apa: 'APA', bibtex: 'BibTeX', ris: 'RIS', csl: 'CSL-JSON', cff: 'CFF' };

function Citation({ citations }) {
  const [format, choose] = useState('apa');
  const shown = citations.find((each) => each.format === format) ?? citations[0];
  return h(
    'div',
    { class: 'citation' },
    h('label', { for: 'citation' }, 'Cite it as '),
    h(
      'select',
      { id: 'citation', value: shown.format, onChange: (event) => choose(event.target.value) },
      citations.map((each) => h('option', { key: each.format, value: each.format }, FORMS[each.format] ?? each.format)),
    ),
    h(Copy, { text: shown.text, label: 'Copy the citation' }),
    h('pre', { tabIndex: 0, 'aria-label': 'Citation', dir: 'auto' }, block(shown.text)),
  );
}

/** What it has moved in the last hour; of all datasets without a view. */
export function Rates({ view = null }) {
  const { value, refusal } = useAnswer(view ? datasetPath(view.key, '/rates') : '/v1/rates', 10_000);
  return h(Section, { title: 'The last hour' }, h(Trouble, { refusal }), value ? h(Plot, { samples: value }) : null);
}

const HEIGHT = 100;
const SAMPLES = 360;

function line(values, most) {
  const first = SAMPLES - values.length;
  return values.map((value, i) => `${i ? 'L' : 'M'}${first + i} ${(HEIGHT * (1 - value / most)).toFixed(1)}`).join('');
}

function Plot({ samples }) {
  const [down, up] = [Math.max(0, ...samples.download), Math.max(0, ...samples.upload)];
  const most = Math.max(down, up, 1);
  return h(
    'figure',
    { class: 'plot' },
    h(
      'svg',
      {
        viewBox: `0 -2 ${SAMPLES} ${HEIGHT + 4}`,
        preserveAspectRatio: 'none',
        role: 'img',
        'aria-label': `Rates of the last hour: received at most ${rate(down)}, sent at most ${rate(up)}`,
      },
      h('path', { class: 'grid', d: `M0 0H${SAMPLES}M0 ${HEIGHT / 2}H${SAMPLES}M0 ${HEIGHT}H${SAMPLES}` }),
      h('path', { class: 'down', d: line(samples.download, most) }),
      h('path', { class: 'up', d: line(samples.upload, most) }),
    ),
    h(
      'figcaption',
      null,
      h('span', null, 'an hour ago'),
      h('span', null, h('span', { class: 'key down' }), `received, at most ${rate(down)}`),
      h('span', null, h('span', { class: 'key up' }), `sent, at most ${rate(up)}`),
      h('span', null, 'now'),
    ),
  );
}

/** Which pieces are here, and of which there are few elsewhere. */
export function Pieces({ view }) {
  const { value, refusal } = useAnswer(datasetPath(view.key, `/pieces?spans=${SPANS}`), LOOK_MILLIS);
  if (value && !value.have.length && !value.copies.length) {
    return null;
  }
  return h(Section, { title: 'Pieces' }, h(Trouble, { refusal }), value ? h(PieceMap, { map: value }) : null);
}

function PieceMap({ map }) {
  const spans = Math.max(map.have.length, map.copies.length);
  const sizes = Array.from({ length: spans }, (_, i) => Math.floor(((i + 1) * map.pieces) / spans) - Math.floor((i * map.pieces) / spans));
  const here = map.have.reduce((sum, each) => sum + each, 0);
  const rarest = map.copies.length ? Math.min(...map.copies) : null;
  const most = Math.max(1, ...map.copies);
  const text = [
    map.have.length ? `${here.toLocaleString('en')} of ${count(map.pieces, 'piece')} here` : null,
    rarest === null ? null : `the rarest ${rarest === 1 ? 'is at 1 peer' : `are at ${rarest} peers`}`,
  ]
    .filter(Boolean)
    .join('; ');
  return h(
    'figure',
    { class: 'pieces' },
    h(Strip, { label: text, values: map.have.map((have, i) => have / sizes[i]), marks: map.fetching, tone: 'have' }),
    map.copies.length ? h(Strip, { label: 'Copies at peers', values: map.copies.map((each) => each / most), tone: 'copies' }) : null,
    h(
      'figcaption',
      null,
      h('span', null, text),
      map.have.length ? h('span', null, h('span', { class: 'key have' }), 'here') : null,
      map.fetching.some(Boolean) ? h('span', null, h('span', { class: 'key fetching' }), 'on its way') : null,
      map.copies.length ? h('span', null, h('span', { class: 'key copies' }), `at peers, ${most} at most`) : null,
    ),
  );
}

/** One canvas for all spans: as elements, they would be the most of the page. */
function Strip({ label, values, marks = [], tone }) {
  const element = useRef(null);
  useEffect(() => {
    const canvas = element.current;
    const style = getComputedStyle(canvas);
    const context = canvas.getContext('2d');
    canvas.width = values.length * 4;
    canvas.height = 16;
    values.forEach((value, i) => {
      context.globalAlpha = 1;
      context.fillStyle = style.getPropertyValue('--line');
      context.fillRect(i * 4, 0, 4, 16);
      context.fillStyle = style.getPropertyValue(tone === 'have' ? '--good' : '--busy');
      context.globalAlpha = value === 0 ? 0 : 0.25 + 0.75 * value;
      context.fillRect(i * 4, 0, 4, 16);
      if (marks[i] > 0) {
        context.globalAlpha = 1;
        context.fillStyle = style.getPropertyValue('--busy');
        context.fillRect(i * 4, 10, 4, 6);
      }
    });
  });
  return values.length ? h('canvas', { ref: element, role: 'img', 'aria-label': label, class: `strip ${tone}` }) : null;
}

const VERDICTS = { verified: 'good', damaged: 'bad', missing: 'bad', changed: 'bad', arrived: 'good', arriving: 'busy' };

/** Files page by page: there may be a million. */
export function Files({ view }) {
  const [from, go] = useState(0);
  const { value, refusal } = useAnswer(datasetPath(view.key, `/files?from=${from}&count=${FILES}`), SLOW_MILLIS);
  const last = value ? Math.min(value.total, from + FILES) : from;
  return h(
    Section,
    { title: `Files (${view.amounts.filesTotal.toLocaleString('en')})` },
    h(Trouble, { refusal }),
    value
      ? h(Table, {
          caption: 'Files',
          columns: ['Path', { name: 'Size', number: true }, { name: '%', number: true }, 'Verdict', 'SHA-256'],
          rows: value.files.map((file) => ({
            key: file.path,
            cells: [
              h(Name, { text: file.path, class: 'path' }),
              bytes(file.length),
              file.bytes === undefined ? '–' : file.length ? Math.floor((100 * file.bytes) / file.length) : 100,
              h('span', { class: `tag ${VERDICTS[file.verdict] ?? 'rest'}` }, file.verdict),
              file.sha256 ? h('span', { class: 'copyable' }, h('code', { title: file.sha256 }, `${file.sha256.slice(0, 12)}…`), h(Copy, { text: file.sha256, label: `Copy the SHA-256 of ${named(file.path)}` })) : '–',
            ],
          })),
        })
      : null,
    value && value.total > FILES
      ? h(
          'p',
          { class: 'buttons' },
          h(Button, { disabled: from === 0, onClick: () => go(Math.max(0, from - FILES)) }, 'Before'),
          h('span', null, `${(from + 1).toLocaleString('en')} to ${last.toLocaleString('en')} of ${value.total.toLocaleString('en')}`),
          h(Button, { disabled: last >= value.total, onClick: () => go(from + FILES) }, 'Next'),
        )
      : null,
  );
}

/** From whom it comes and to whom it goes. */
export function Peers({ view }) {
  const { value, refusal } = useAnswer(datasetPath(view.key, '/peers'), LOOK_MILLIS);
  if (!refusal && !value?.total) {
    return null;
  }
  return h(
    Section,
    { title: `Peers (${(value?.total ?? 0).toLocaleString('en')})` },
    h(Trouble, { refusal }),
    value
      ? [
          h('p', null, value.clients.map((each) => `${safe(each.client) || 'unknown'}: ${each.peers}`).join(', ')),
          h(Table, {
            caption: 'The fastest peers',
            columns: ['Program', 'Address', 'Way', { name: 'Has', number: true }, { name: 'Down', number: true }, { name: 'Up', number: true }, { name: 'Received', number: true }, { name: 'Sent', number: true }],
            rows: value.peers.map((peer) => ({
              key: peer.address,
              cells: [
                peer.client ? h(Name, { text: peer.client }) : 'unknown',
                safe(peer.address),
                [peer.incoming ? 'came in' : 'called', peer.utp ? 'uTP' : 'TCP', peer.encrypted ? 'encrypted' : null].filter(Boolean).join(', '),
                `${Math.floor(peer.have * 100)} %`,
                rate(peer.downloadRate),
                rate(peer.uploadRate),
                bytes(peer.downloaded),
                bytes(peer.uploaded),
              ],
            })),
          }),
        ]
      : null,
  );
}

/** What happened, the newest first; to all datasets without a view. */
export function History({ view = null }) {
  const [before, go] = useState([]);
  const asked = [view ? `dataset=${view.key}` : null, before.length ? `before=${before.at(-1)}` : null, `count=${EVENTS}`];
  const { value, refusal } = useAnswer(`/v1/history?${asked.filter(Boolean).join('&')}`, SLOW_MILLIS);
  return h(
    Section,
    { title: 'History' },
    h(Trouble, { refusal }),
    value && value.entries.length === 0 ? h('p', null, 'Nothing has happened yet.') : null,
    value && value.entries.length
      ? h(Table, {
          caption: 'What happened',
          columns: ['When', 'What', ...(view ? [] : ['Dataset']), 'More'],
          rows: value.entries.map((each, i) => ({
            key: `${each.time} ${each.kind} ${i}`,
            cells: [h('span', { title: time(each.time) }, ago(each.time)), each.kind, ...(view ? [] : [h(Name, { text: each.name })]), h(Name, { text: each.detail, class: 'word' })],
          })),
        })
      : null,
    before.length || value?.before !== undefined
      ? h(
          'p',
          { class: 'buttons' },
          h(Button, { disabled: !before.length, onClick: () => go(before.slice(0, -1)) }, 'Newer'),
          h(Button, { disabled: value?.before === undefined, onClick: () => go([...before, value.before]) }, 'Older'),
        )
      : null,
  );
}
