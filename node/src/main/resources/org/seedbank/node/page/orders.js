// What the node does again and again until it is told to end.
import { ask as request } from './api.js';
import { tell, useAnswer } from './store.js';
import { ago, safe, time, word } from './format.js';
import { ask, Button, Command, h, Section, Trouble } from './ui.js';

const LOOK_MILLIS = 5_000;

export function OrdersPage() {
  const answer = useAnswer('/v1/orders', LOOK_MILLIS);
  const orders = answer.value?.orders;
  return h(
    'article',
    { class: 'depth' },
    h('h1', null, 'Orders'),
    h('p', null, 'What the node does again and again until it is told to end.'),
    h(Trouble, { refusal: answer.refusal }),
    orders?.map((each) => h(Order, { key: each.id, view: each, again: answer.again })),
    orders ? h(New) : null,
  );
}

/** An order in the words of the command that gives it. */
function command({ kind, ...order }) {
  const times = (name, value) => (value ? ` ${name} ${span(value)}` : '');
  switch (kind) {
    case 'watch':
      return `seedbank node watch ${word(order.folder)} -d ${word(order.target)}`;
    case 'drop':
      return `seedbank node drop ${word(order.folder)}${order.catalog ? ` --catalog ${word(order.catalog)}` : ''}${times('--quiet-for', order.quiet)}`;
    case 'follow':
      return `seedbank follow ${order.catalog ? word(order.catalog) : 'CATALOG'}${order.match ? ` --match ${word(order.match)}` : ''} -d ${word(order.folder)}${times('--every', order.every)}`;
    case 'link':
      return `seedbank link ${order.key.slice(0, 8)} ${word(order.folder)}${order.symbolic ? ' --symbolic' : ''}`;
    default:
      return kind;
  }
}

/** A duration of ISO 8601 as the command line takes it: `PT1H30M` as `90m`. */
function span(text) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(text) ?? [];
  const all = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return all % 3600 === 0 ? `${all / 3600}h` : all % 60 === 0 ? `${all / 60}m` : `${all}s`;
}

const TITLES = {
  watch: 'Fetches and seeds the .torrent files that appear in a folder',
  drop: 'Publishes what is put into a folder',
  follow: 'Fetches what a catalog lists, and will list',
  link: 'Links the files of a dataset into a folder when it is complete',
};

function Order({ view, again }) {
  const { id, order } = view;
  async function look() {
    try {
      await request('POST', `/v1/orders/${encodeURIComponent(id)}/look`);
      tell(`'${id}' looks now.`, { command: order.kind === 'follow' ? 'seedbank follow --now' : null });
      again();
    } catch (refusal) {
      tell(refusal.message, { bad: true });
    }
  }
  function cancel() {
    ask({
      title: `End '${id}'?`,
      text: 'What it has brought stays.',
      button: 'End it',
      danger: true,
      command: () => `seedbank node cancel ${id}`,
      act: async () => {
        await request('DELETE', `/v1/orders/${encodeURIComponent(id)}`);
        tell(`Ended '${id}'.`);
        again();
      },
    });
  }
  return h(
    Section,
    { title: `${id}: ${TITLES[order.kind] ?? order.kind}` },
    h('p', null, h(Command, { text: command(order) })),
    view.problems.map((problem) => h('p', { key: problem, class: 'trouble' }, safe(problem))),
    view.waiting.map((each) => h('p', { key: each }, `Waits for ${safe(each)}`)),
    view.looked ? h('p', null, `Looked ${ago(view.looked)}${view.next ? `, looks again at ${time(view.next)}` : ''}`) : null,
    view.news.length ? h('ul', { class: 'paths' }, view.news.map((line, i) => h('li', { key: i }, safe(line)))) : null,
    h('p', { class: 'buttons' }, h(Button, { onClick: look }, 'Look now'), h(Button, { kind: 'danger', onClick: cancel }, 'End')),
  );
}

const New = () =>
  h(
    Section,
    { title: 'Give one' },
    h('p', null, 'Folders are on the machine that the node runs on, so orders are given there:'),
    h('p', null, h(Command, { text: 'seedbank follow CATALOG -d DIR' })),
    h('p', null, h(Command, { text: 'seedbank node drop DIR' })),
    h('p', null, h(Command, { text: 'seedbank node watch DIR -d DIR' })),
    h('p', null, h(Command, { text: 'seedbank link REF DIR' })),
  );
