// All datasets of the node. Only the rows that can be seen are drawn, so that thousands cost as much as some.
import { useCallback, useLayoutEffect, useRef, useState } from './hooks.js';
import { state } from './store.js';
import { go, href } from './router.js';
import { bytes, count, duration, named, rate, ratio, safe } from './format.js';
import { ACTIONS, copies, help, reference, share, tone } from './datasets.js';
import { move, steady, useNarrow, usePlace, useRowHeight, useWindow } from './rows.js';
import { Bar, Button, Command, h, Name } from './ui.js';

const ORDER = { bad: 0, busy: 1, rest: 2, good: 3 };
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const dash = '–';

/** Columns: `value` sorts, `text` is shown; numbers begin with the largest. */
const COLUMNS = [
  { id: 'name', title: 'Name', value: (view) => view.name },
  { id: 'state', title: 'State', value: (view) => ORDER[tone(view)] },
  { id: 'done', title: '%', number: true, value: (view) => share(view) ?? -1, text: (view) => share(view) ?? dash },
  { id: 'size', title: 'Size', number: true, value: (view) => view.amounts.bytesWanted, text: (view) => bytes(view.amounts.bytesWanted) },
  { id: 'down', title: 'Down', number: true, value: (view) => view.traffic.downloadRate, text: (view) => rateText(view.traffic.downloadRate) },
  { id: 'up', title: 'Up', number: true, value: (view) => view.traffic.uploadRate, text: (view) => rateText(view.traffic.uploadRate) },
  { id: 'peers', title: 'Peers', number: true, value: (view) => view.traffic.peers, text: (view) => view.traffic.peers },
  { id: 'copies', title: 'Copies', number: true, value: copies, text: copies },
  { id: 'ratio', title: 'Ratio', number: true, value: (view) => view.ratio ?? -1, text: (view) => (view.ratio === undefined ? dash : ratio(view.ratio)) },
  { id: 'left', title: 'Left', number: true, value: (view) => view.secondsLeft ?? -1, text: (view) => (view.secondsLeft === undefined ? dash : duration(view.secondsLeft)) },
];

const rateText = (value) => (value ? rate(value) : dash);

function compare(column, down) {
  const sign = down ? -1 : 1;
  return (a, b) => {
    const [one, other] = [column.value(a), column.value(b)];
    const order = typeof one === 'string' ? collator.compare(one, other) : one - other;
    return sign * order || collator.compare(a.name, b.name) || (a.key < b.key ? -1 : 1);
  };
}

/** The address of the list as it was seen last, and how far down. */
let last = { address: href('datasets'), scrolled: 0 };
export const lastAddress = () => last.address;

/** Keys in the order in which they were shown last: what is sorted nearly is sorted soon. */
let sorted = [];

function inOrder(views, order) {
  const places = new Map(sorted.map((key, i) => [key, i]));
  const place = (view) => places.get(view.key) ?? sorted.length;
  const ordered = views.sort((a, b) => place(a) - place(b)).sort(order);
  sorted = ordered.map((view) => view.key);
  return ordered;
}

/** Every word must be in the name, the state, the path, or begin a digest. */
function matcher(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return (view) =>
    words.every(
      (word) =>
        view.name.toLowerCase().includes(word) ||
        view.state.includes(word) ||
        view.path.toLowerCase().includes(word) ||
        [view.key, view.digest, view.infohashV1, view.infohashV2].some((each) => each?.startsWith(word)),
    );
}

export function DatasetList({ query }) {
  const text = query.get('find') ?? '';
  const column = COLUMNS.find((each) => each.id === query.get('sort')) ?? COLUMNS[0];
  const down = query.has('sort') ? query.get('order') === 'down' : false;
  const [chosen, choose] = useState(new Set());
  const all = [...state.datasets.values()];
  const shown = inOrder(all.filter(matcher(text)), compare(column, down));
  const narrow = useNarrow();
  useLayoutEffect(() => {
    window.scrollTo(0, last.scrolled);
    const look = () => {
      last.scrolled = scrollY;
    };
    addEventListener('scroll', look, { passive: true });
    return () => removeEventListener('scroll', look);
  }, []);
  last.address = location.hash || href('datasets');
  const chosenViews = all.filter((view) => chosen.has(view.key));

  function show(change) {
    go(href('datasets', '', { find: text, sort: query.get('sort'), order: query.get('order'), ...change }), true);
  }

  function sort(each) {
    const first = each.number ? 'down' : 'up';
    const turned = down ? 'up' : 'down';
    show({ sort: each.id, order: each === column && query.has('sort') ? turned : first });
  }

  const toggle = useCallback((key) => {
    choose((before) => {
      const next = new Set(before);
      if (!next.delete(key)) {
        next.add(key);
      }
      return next;
    });
  }, []);

  return h(
    'div',
    { class: 'list' },
    h('h1', { class: 'unseen' }, 'Datasets'),
    h(
      'div',
      { class: 'tools' },
      h(
        'div',
        { role: 'search', class: 'search' },
        h('label', { for: 'find', class: 'unseen' }, 'Find a dataset'),
        h('input', {
          id: 'find',
          type: 'search',
          placeholder: 'Find by name, state, path or digest',
          value: text,
          onInput: (event) => show({ find: event.target.value }),
        }),
      ),
      narrow ? h(SortChoice, { column, down, show }) : null,
      h('p', { class: 'sum', role: 'status' }, sum(all, shown, text)),
    ),
    chosenViews.length ? h(Chosen, { views: chosenViews, end: () => choose(new Set()) }) : null,
    all.length === 0
      ? h(Empty)
      : h(Rows, { shown, narrow, column, down, sort, chosen, toggle, chooseAll: (on) => choose(new Set(on ? shown.map((view) => view.key) : [])) }),
  );
}

function sum(all, shown, text) {
  const size = bytes(shown.reduce((total, view) => total + view.amounts.bytesTotal, 0));
  return text ? `${shown.length.toLocaleString('en')} of ${count(all.length, 'dataset')}, ${size}` : `${count(all.length, 'dataset')}, ${size}`;
}

const Empty = () =>
  h(
    'div',
    { class: 'empty' },
    h('p', null, 'The node has no datasets yet. ', h('a', { href: href('catalogs') }, 'Catalogs'), ' list some to get. A folder is published, and a dataset of a catalog fetched, with'),
    h('p', null, h(Command, { text: 'seedbank publish FOLDER' })),
    h('p', null, h(Command, { text: 'seedbank get SERIAL' })),
  );

function SortChoice({ column, down, show }) {
  return h(
    'div',
    { class: 'sorting' },
    h('label', { for: 'sort', class: 'unseen' }, 'Sort by'),
    h(
      'select',
      { id: 'sort', value: column.id, onChange: (event) => show({ sort: event.target.value }) },
      COLUMNS.map((each) => h('option', { key: each.id, value: each.id }, each.title === '%' ? 'Per cent' : each.title)),
    ),
    h(
      Button,
      { onClick: () => show({ sort: column.id, order: down ? 'up' : 'down' }), 'aria-label': down ? 'Sort upwards' : 'Sort downwards' },
      down ? '↓' : '↑',
    ),
  );
}

/** What can be done with those that are ticked. */
function Chosen({ views, end }) {
  const actions = ['pause', 'resume', 'check', 'remove']
    .map((id) => ({ id, ...ACTIONS[id], on: views.filter(ACTIONS[id].fits) }))
    .filter((each) => each.on.length);
  const [pointed, point] = useState(null);
  const told = actions.find((each) => each.id === pointed) ?? actions[0];
  async function act(action) {
    if (action.many) {
      action.many(action.on);
    } else {
      for (const view of action.on) {
        await action.act(view);
      }
    }
  }
  return h(
    'section',
    { class: 'chosen', 'aria-label': 'Chosen datasets' },
    h('p', null, `${count(views.length, 'dataset')} chosen`),
    h(
      'div',
      { class: 'buttons' },
      actions.map((each) =>
        h(
          Button,
          {
            key: each.id,
            kind: each.id === 'remove' ? 'danger' : 'plain',
            onClick: () => act(each),
            onFocus: () => point(each.id),
            onMouseEnter: () => point(each.id),
          },
          each.on.length === views.length ? each.name : `${each.name} ${each.on.length}`,
        ),
      ),
      h(Button, { kind: 'quiet', onClick: end }, 'Choose none'),
    ),
    told ? h(Command, { text: commandFor(told) }) : null,
  );
}

const MOST_NAMED = 20;

function commandFor(action) {
  if (action.id === 'check') {
    return action.on.slice(0, MOST_NAMED).map(action.command).join('; ');
  }
  const named = action.on.slice(0, MOST_NAMED).map(reference).join(' ');
  return `seedbank ${action.id} ${named}${action.on.length > MOST_NAMED ? ' …' : ''}`;
}

function Rows({ shown, narrow, column, down, sort, chosen, toggle, chooseAll }) {
  const body = useRef(null);
  const height = useRowHeight(narrow);
  const [first, last] = useWindow(body, shown.length, height);

  return h(
    'div',
    { class: narrow ? 'rows narrow' : 'rows', role: 'table', 'aria-label': 'Datasets', 'aria-rowcount': shown.length + 1, onKeyDown: (event) => move(event, body.current, shown.length) },
    h(
      'div',
      { role: 'rowgroup', class: 'heads' },
      h(
        'div',
        { role: 'row', class: 'row', 'aria-rowindex': 1 },
        h(
          'span',
          { role: 'columnheader', class: 'pick' },
          h('input', {
            type: 'checkbox',
            'aria-label': 'Choose all that are shown',
            checked: shown.length > 0 && shown.every((view) => chosen.has(view.key)),
            onChange: (event) => chooseAll(event.target.checked),
          }),
        ),
        COLUMNS.map((each) =>
          h(
            'span',
            {
              key: each.id,
              role: 'columnheader',
              class: each.number ? `cell number ${each.id}` : `cell ${each.id}`,
              'aria-sort': each === column ? (down ? 'descending' : 'ascending') : null,
            },
            h(
              'button',
              { type: 'button', onClick: () => sort(each), 'aria-label': each.title === '%' ? 'Per cent' : null },
              each.title,
              each === column ? h('span', { class: 'arrow', 'aria-hidden': true }, down ? '↓' : '↑') : null,
            ),
          ),
        ),
        h('span', { role: 'columnheader', class: 'act' }, h('span', { class: 'unseen' }, 'What helps')),
      ),
    ),
    h(
      'div',
      { role: 'rowgroup', class: 'body', ref: body },
      shown.slice(first, last).map((view, i) => h(Row, { key: view.key, view, index: first + i, height, picked: chosen.has(view.key), toggle })),
    ),
    shown.length === 0 ? h('p', { class: 'empty' }, 'None of the datasets is so.') : null,
  );
}

const Row = steady(({ view, index, height, picked, toggle }) => {
  const element = usePlace(index, height);
  const done = share(view);
  const kind = tone(view);
  const name = named(view.name);
  return h(
    'div',
    { ref: element, role: 'row', class: picked ? 'row picked' : 'row', 'aria-rowindex': index + 2, 'data-index': index, 'data-key': view.key },
    h(
      'span',
      { role: 'cell', class: 'pick' },
      h('input', { type: 'checkbox', 'aria-label': `Choose ${name}`, checked: picked, onChange: () => toggle(view.key) }),
    ),
    h(
      'span',
      { role: 'cell', class: 'cell name' },
      h('a', { href: href('dataset', view.key), title: name }, h(Name, { text: view.name })),
      view.why
        ? h('span', { class: `second ${kind}`, title: safe(view.why) }, safe(view.why))
        : h('span', { class: 'second', title: named(view.path) }, h(Name, { text: view.path })),
    ),
    h(
      'span',
      { role: 'cell', class: 'cell state' },
      h('span', { class: `tag ${kind}` }, view.state),
      done !== null && kind === 'busy' ? h(Bar, { percent: done, label: `${name}: per cent here` }) : null,
    ),
    COLUMNS.slice(2).map((each) => h('span', { key: each.id, role: 'cell', class: `cell number ${each.id}` }, each.text(view))),
    h('span', { role: 'cell', class: 'act' }, helpFor(view, name)),
  );
});

/** The button that helps what stands still, or the way to what there is to say of it. */
function helpFor(view, name) {
  const helps = help(view);
  if (helps) {
    return h(
      Button,
      { kind: 'small', title: helps.command(view), 'aria-label': `${helps.name} ${name}`, onClick: () => helps.act(view) },
      helps.name,
    );
  }
  return view.why ? h('a', { class: 'button small', href: href('dataset', view.key), 'aria-label': `Why: ${name}` }, 'Why') : null;
}
