// What the catalogs of the home list. Entries are asked for as they come into sight.
import { useEffect, useLayoutEffect, useRef, useState } from './hooks.js';
import { entriesPath, get } from './api.js';
import { state, useAnswer } from './store.js';
import { go, href } from './router.js';
import { bytes, count, named, safe, time, word } from './format.js';
import { share, tone } from './datasets.js';
import { askForEntry, askForLink } from './get.js';
import { move, steady, useNarrow, usePlace, useRowHeight, useWindow } from './rows.js';
import { Button, Command, h, Name, Trouble } from './ui.js';

const BLOCK = 500;

/** Who types is not answered letter by letter. */
const TYPING_MILLIS = 150;

/** The list as it was seen last, and how far down. */
let last = { name: null, address: href('catalogs'), scrolled: 0 };
export const lastCatalog = () => last.address;

/** The entries of a catalog that hold a text: `{ page, refusal, entry(index), see(first, last), again() }`. */
function useEntries(catalog, find) {
  const [known, put] = useState({ page: null, blocks: new Map(), refusal: null });
  const [turn, again] = useState(0);
  const asked = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    const control = new AbortController();
    const blocks = new Set();
    async function load(block) {
      if (blocks.has(block)) {
        return;
      }
      blocks.add(block);
      try {
        const query = new URLSearchParams({ find, from: block * BLOCK, count: BLOCK });
        const page = await get(entriesPath(catalog, `?${query}`), control.signal);
        put((before) => ({
          page,
          refusal: null,
          blocks: new Map(before.of === control && before.page.total === page.total ? before.blocks : []).set(block, page.entries),
          of: control,
        }));
      } catch (refusal) {
        if (!control.signal.aborted) {
          put({ page: null, blocks: new Map(), refusal });
        }
      }
    }
    asked.current = load;
    const timer = setTimeout(() => load(0), first.current ? 0 : TYPING_MILLIS);
    first.current = false;
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [catalog, find, turn]);
  return {
    ...known,
    entry: (index) => known.blocks.get(Math.floor(index / BLOCK))?.[index % BLOCK],
    see(from, to) {
      for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) {
        asked.current(block);
      }
    },
    again: () => again((before) => before + 1),
  };
}

export function CatalogsPage({ argument, query }) {
  const { value, refusal } = useAnswer('/v1/catalogs');
  if (!value) {
    return h('div', null, h(Trouble, { refusal }), refusal ? null : h('p', { class: 'empty' }, 'Asking the node…'));
  }
  const called = (name) => value.catalogs.find((each) => each.name === name);
  const catalog = called(argument) ?? called(last.name) ?? value.catalogs[0];
  return h(Catalog, { key: catalog.name, catalog, all: value.catalogs, find: query.get('find') ?? '' });
}

function Catalog({ catalog, all, find }) {
  const entries = useEntries(catalog.name, find);
  const narrow = useNarrow();
  const show = (change) => go(href('catalogs', change.name ?? catalog.name, { find: change.find ?? find }), true);
  useLayoutEffect(() => {
    const look = () => {
      last.scrolled = scrollY;
    };
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  const here = href('catalogs', catalog.name, { find });
  const back = useRef(last.address === here ? last.scrolled : 0);
  last.name = catalog.name;
  last.address = here;
  const total = entries.page?.total;
  useLayoutEffect(() => {
    if (total !== undefined && back.current) {
      window.scrollTo(0, back.current);
      back.current = 0;
    }
  }, [total]);
  return h(
    'div',
    { class: 'list' },
    h('h1', { class: 'unseen' }, 'Catalogs'),
    h(
      'div',
      { class: 'tools' },
      h(
        'div',
        { class: 'which' },
        h('label', { for: 'catalog', class: 'unseen' }, 'Catalog'),
        h(
          'select',
          { id: 'catalog', value: catalog.name, title: safe(catalog.location), onChange: (event) => show({ name: event.target.value }) },
          all.map((each) => h('option', { key: each.name, value: each.name }, each.name)),
        ),
      ),
      h(
        'div',
        { role: 'search', class: 'search' },
        h('label', { for: 'find', class: 'unseen' }, 'Find an entry'),
        h('input', {
          id: 'find',
          type: 'search',
          placeholder: 'Find by words of title, description, creators or keywords',
          value: find,
          onInput: (event) => show({ find: event.target.value }),
        }),
      ),
      h(Button, { onClick: entries.again }, 'Look again'),
      h(Button, { onClick: askForLink }, 'Get by a link'),
      h('p', { class: 'sum', role: 'status' }, total === undefined ? '' : find ? `${count(total, 'entry')} found` : count(total, 'entry')),
    ),
    h(Trouble, { refusal: entries.refusal }),
    entries.page ? h(Standing, { name: catalog.name, page: entries.page }) : null,
    entries.page
      ? total || find
        ? h(Rows, { catalog: catalog.name, entries, total, narrow })
        : h(Empty, { catalog })
      : entries.refusal
        ? null
        : h('p', { class: 'empty' }, 'Asking the catalog…'),
    h('p', { class: 'same' }, 'The same on the command line: ', h(Command, { text: commandFor(catalog, all, find) })),
  );
}

function commandFor(catalog, all, find) {
  const words = find.split(/\s+/).filter(Boolean);
  const which = all.length > 1 ? ['--catalog', catalog.name] : [];
  const end = words.some((each) => each.startsWith('-')) ? ['--'] : [];
  return ['seedbank list', ...which, ...end, ...words.map(word)].join(' ');
}

/** How new it is, and what is not shown. */
function Standing({ name, page }) {
  return [
    page.unreachable
      ? h('div', { class: 'banner', role: 'status' }, h('p', null, `The catalog does not answer: ${safe(page.unreachable)}. It is shown as it was at ${time(page.asOf)}.`))
      : null,
    page.warned
      ? h(
          'details',
          { class: 'left-out' },
          h('summary', null, `${count(page.warned, 'thing')} in the catalog left out`),
          h('ul', { class: 'paths' }, page.warnings.map((each, i) => h('li', { key: i }, h(Name, { text: each.name }), `: ${safe(each.reason)}`))),
          page.warned > page.warnings.length ? h('p', null, h(Command, { text: `seedbank catalog check ${name}` })) : null,
        )
      : null,
    page.foreign ? h('p', null, `${count(page.foreign, 'torrent')} in it that are nobody’s entries: `, h(Command, { text: `seedbank list --catalog ${name}` })) : null,
  ];
}

const Empty = ({ catalog }) =>
  h(
    'div',
    { class: 'empty' },
    h('p', null, `The catalog '${catalog.name}' is empty. A folder is published in it, and another catalog added, with`),
    h('p', null, h(Command, { text: 'seedbank publish FOLDER' })),
    h('p', null, h(Command, { text: 'seedbank catalog add NAME PLACE' })),
  );

const COLUMNS = [
  { id: 'serial', title: 'Serial' },
  { id: 'name', title: 'Title' },
  { id: 'state', title: 'My copy' },
  { id: 'size', title: 'Size', number: true },
  { id: 'files', title: 'Files', number: true },
  { id: 'licence', title: 'Licence' },
  { id: 'published', title: 'Published' },
];

function Rows({ catalog, entries, total, narrow }) {
  const body = useRef(null);
  const height = useRowHeight(narrow);
  const [first, end] = useWindow(body, total, height);
  useEffect(() => entries.see(first, Math.min(end, total)), [first, end, total]);
  const indexes = Array.from({ length: Math.max(0, Math.min(end, total) - first) }, (_, i) => first + i);
  const row = (index) => {
    const entry = entries.entry(index);
    return h(Row, { key: index, catalog, entry, view: entry ? state.datasets.get(entry.key) : null, index, height });
  };
  return h(
    'div',
    { class: narrow ? 'rows entries narrow' : 'rows entries', role: 'table', 'aria-label': 'Entries', 'aria-rowcount': total + 1, onKeyDown: (event) => move(event, body.current, total) },
    h(
      'div',
      { role: 'rowgroup', class: 'heads' },
      h(
        'div',
        { role: 'row', class: 'row', 'aria-rowindex': 1 },
        COLUMNS.map((each) => h('span', { key: each.id, role: 'columnheader', class: each.number ? `cell number ${each.id}` : `cell ${each.id}` }, each.title)),
        h('span', { role: 'columnheader', class: 'act' }, h('span', { class: 'unseen' }, 'Get')),
      ),
    ),
    h(
      'div',
      { role: 'rowgroup', class: 'body', ref: body },
      indexes.map(row),
    ),
    total === 0 ? h('p', { class: 'empty' }, 'No entry matches.') : null,
  );
}

const Row = steady(({ catalog, entry, view, index, height }) => {
  const element = usePlace(index, height);
  return h(
    'div',
    { ref: element, role: 'row', class: 'row', 'aria-rowindex': index + 2, 'data-index': index },
    entry ? cells(catalog, entry, view) : h('span', { role: 'cell', class: 'cell name' }, '…'),
  );
});

/** The state of one's own copy, as `list` says it. */
export function Copied({ view }) {
  if (!view) {
    return h('span', { class: 'tag rest' }, 'absent');
  }
  const text = view.state === 'fetching' ? `${share(view)} %` : view.state;
  return h('a', { href: href('dataset', view.key), class: `tag ${tone(view)}` }, text);
}

function cells(catalog, entry, view) {
  const title = named(entry.title);
  return [
    h('span', { key: 'serial', role: 'cell', class: 'cell serial' }, safe(entry.reference)),
    h(
      'span',
      { key: 'name', role: 'cell', class: 'cell name' },
      h('a', { href: href('entry', `${catalog}/${entry.digest}`), title }, h(Name, { text: entry.title })),
      entry.withdrawn ? h('span', { class: 'second bad' }, 'withdrawn') : h('span', { class: 'second' }, entry.digest.slice(0, 12)),
    ),
    h('span', { key: 'state', role: 'cell', class: 'cell state' }, h(Copied, { view })),
    h('span', { key: 'size', role: 'cell', class: 'cell number size' }, bytes(entry.bytes)),
    h('span', { key: 'files', role: 'cell', class: 'cell number files' }, entry.files.toLocaleString('en')),
    h('span', { key: 'licence', role: 'cell', class: 'cell licence', title: entry.license && safe(entry.license) }, entry.license ? safe(entry.license) : '–'),
    h('span', { key: 'published', role: 'cell', class: 'cell published' }, entry.published.slice(0, 10)),
    h('span', { key: 'act', role: 'cell', class: 'act' }, view ? null : h(Button, { kind: 'small', 'aria-label': `Get ${title}`, onClick: () => askForEntry(catalog, entry) }, 'Get')),
  ];
}
