// What can be said of a dataset and done with it, in one place for all views.
import { ask as request, datasetPath } from './api.js';
import { forget, take, tell } from './store.js';
import { bytes, count, limit, named, percent, safe, word } from './format.js';
import { ask, Field, h, Tick } from './ui.js';

const DIGITS = 8;

/** A name that the dataset can be called by on the command line. */
export const reference = (view) => (view.digest ?? view.key).slice(0, DIGITS);

/** How a state looks: `good`, `busy`, `rest` or `bad`. */
export function tone(view) {
  switch (view.state) {
    case 'seeding':
    case 'complete':
      return 'good';
    case 'paused':
    case 'waiting':
      return 'rest';
    case 'damaged':
    case 'not there':
    case 'no room':
    case 'failed':
      return 'bad';
    default:
      return 'busy';
  }
}

/** Per cent that are here; null where that says nothing. */
export const share = (view) =>
  view.state === 'not there' || view.state === 'no torrent' ? null : percent(view.amounts);

/** How many have all of it, of those who are seen now: this node and its peers. */
export const copies = (view) => view.traffic.seeds + (view.state === 'seeding' || view.state === 'complete' ? 1 : 0);

/**
 * Things that can be done: `name`; `command(view)` that does the same; `fits(view)`; and `act(view)`, which asks where the command
 * would ask.
 */
export const ACTIONS = {
  pause: {
    name: 'Pause',
    command: (view) => `seedbank pause ${reference(view)}`,
    fits: (view) => view.state !== 'paused',
    act: (view) => post(view, '/pause', ACTIONS.pause, 'Paused'),
  },
  resume: {
    name: 'Resume',
    command: (view) => `seedbank resume ${reference(view)}`,
    fits: (view) => ['paused', 'damaged', 'failed', 'not there', 'no room', 'no torrent'].includes(view.state),
    act: (view) => post(view, '/resume', ACTIONS.resume, 'Going on with'),
  },
  check: {
    name: 'Check files',
    command: (view) => `seedbank verify ${reference(view)} ${word(view.path)}`,
    fits: (view) => view.state !== 'no torrent' && view.state !== 'paused',
    act: (view) => post(view, '/check?everything=true', ACTIONS.check, 'Checking'),
  },
  repair: {
    name: 'Repair',
    command: (view) => `seedbank verify --repair ${reference(view)} ${word(view.path)}`,
    fits: (view) => view.state === 'damaged',
    act: repair,
  },
  limit: {
    name: 'Limit',
    command: (view) => `seedbank limit ${reference(view)}`,
    fits: () => true,
    act: limits,
  },
  remove: {
    name: 'Remove',
    command: (view) => `seedbank remove ${reference(view)}`,
    fits: () => true,
    act: (view) => remove([view]),
    many: remove,
  },
};

async function post(view, path, action, done) {
  try {
    take(await request('POST', datasetPath(view.key, path)));
    tell(`${done} '${named(view.name)}'.`, { command: action.command(view) });
  } catch (refusal) {
    tell(`${refusal.message}; ${refusal.remedy}`, { bad: true });
  }
}

/** Bytes on the disk are replaced, so that a person is asked. */
function repair(view) {
  ask({
    title: `Repair '${named(view.name)}'?`,
    text: `All of it at '${safe(view.path)}' is read, and what is not as it was published is got from the swarm and put in its place.`,
    button: 'Repair',
    command: () => ACTIONS.repair.command(view),
    act: () => post(view, '/mend', ACTIONS.repair, 'Repairing'),
  });
}

/** Asks as `remove` does. */
function remove(views) {
  const one = views.length === 1 ? views[0] : null;
  const what = one ? `'${safe(one.name)}'` : count(views.length, 'dataset');
  const files = views.reduce((sum, view) => sum + view.amounts.filesWanted, 0);
  const size = views.reduce((sum, view) => sum + view.amounts.bytesWanted, 0);
  const originals = views.filter((view) => view.published && view.traffic.seeds === 0);
  ask({
    title: `Remove ${what} from the node?`,
    text: 'The node stops seeding or fetching. Files stay where they are, and catalogs go on listing them.',
    values: { deleteData: false },
    body: ({ deleteData }, put) => [
      h(Tick, {
        label: `Delete ${count(files, 'file')} (${bytes(size)}) too`,
        checked: deleteData,
        onChange: (checked) => put({ deleteData: checked }),
      }),
      deleteData && one ? h('p', null, `At '${safe(one.path)}'. Others in that folder stay.`) : null,
      deleteData && originals.length
        ? h(
            'p',
            { class: 'warning' },
            `${originals.length === 1 ? `The files of '${named(originals[0].name)}'` : `The files of ${originals.length} of them`} are the published originals, and the node sees nobody else who has all of them now.`,
          )
        : null,
    ],
    button: 'Remove',
    danger: true,
    command: ({ deleteData }) =>
      `seedbank remove ${deleteData ? '--delete-data ' : ''}${views.map(reference).join(' ')}`,
    act: async ({ deleteData }) => {
      for (const view of views) {
        const left = await request('DELETE', datasetPath(view.key, `?deleteData=${deleteData}`));
        forget(view.key);
        told(view, deleteData, left);
      }
    },
  });
}

function told(view, deleteData, removed) {
  if (removed.arriving) {
    tell(
      deleteData
        ? `Removed '${named(view.name)}', and deleted what had come of it, at '${safe(removed.arriving)}'.`
        : `Removed '${named(view.name)}'; what has come of it stays at '${safe(removed.arriving)}', and fetching it again goes on from there.`,
    );
    if (removed.files === 0) {
      return;
    }
  }
  if (!deleteData) {
    tell(`Removed '${named(view.name)}'; its files stay at '${view.path}'.`);
    return;
  }
  tell(`Removed '${named(view.name)}', and deleted ${count(removed.files, 'file')} (${bytes(removed.bytes)}).`);
  if (removed.left > 0) {
    tell(`Left ${count(removed.left, 'file')}: ${removed.named.slice(0, 3).join('; ')}`, { bad: true });
  }
}

const SCALES = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** A rate as the command line takes it: empty for none, `500K`, `2.5M`. Throws an error for what is none. */
export function parseRate(text, what) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '' || trimmed === 'none') {
    return undefined;
  }
  const found = /^(\d+(?:\.\d+)?)\s*([kmg]?)(?:b?(?:\/s)?)$/.exec(trimmed);
  if (!found) {
    throw new Error(`'${text}' is no ${what}: write such as 500K, 5M, 0 for none at all, or nothing for no limit`);
  }
  return Math.round(Number(found[1]) * SCALES[found[2]]);
}

/** A rate as a field has it. */
export function rateText(value) {
  if (value === undefined) {
    return '';
  }
  for (const [unit, scale] of [['G', 1e9], ['M', 1e6], ['K', 1e3]]) {
    if (value && value % scale === 0) {
      return `${value / scale}${unit}`;
    }
  }
  return String(value);
}

function parseRatio(text) {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '' || trimmed === 'none') {
    return undefined;
  }
  if (!/^\d+(\.\d+)?$/.test(trimmed)) {
    throw new Error(`'${text}' is no ratio: write such as 2 or 1.5, or nothing for no limit`);
  }
  return Number(trimmed);
}

/** The values of a form of limits for `PUT`. */
export const limitsOf = ({ up, down, ratio }) => ({
  up: parseRate(up, 'rate'),
  down: parseRate(down, 'rate'),
  ratio: parseRatio(ratio),
});

/** The fields of limits. */
export const limitFields = (values, put) => [
  h(Field, { label: 'Send at most', hint: 'Bytes per second, such as 500K or 5M; 0 sends nothing; empty is no limit.', value: values.up, onInput: (up) => put({ up }) }),
  h(Field, { label: 'Receive at most', value: values.down, onInput: (down) => put({ down }) }),
  h(Field, { label: 'Stop serving at ratio', hint: 'Bytes sent for each byte received.', value: values.ratio, onInput: (ratio) => put({ ratio }) }),
];

/** The options of `limit` for a form. */
export const limitOptions = ({ up, down, ratio }) =>
  `--up ${up.trim() || 'none'} --down ${down.trim() || 'none'} --ratio ${ratio.trim() || 'none'}`;

/** Limits as a form has them. */
export const limitValues = (limits) => ({
  up: rateText(limits.up),
  down: rateText(limits.down),
  ratio: limits.ratio === undefined ? '' : String(limits.ratio),
});

function limits(view) {
  ask({
    title: `Limit '${named(view.name)}'`,
    text: 'These count beside what all datasets may use together.',
    values: limitValues(view.limits),
    body: limitFields,
    button: 'Set limits',
    command: (values) => `seedbank limit ${reference(view)} ${limitOptions(values)}`,
    act: async (values) => {
      take(await request('PUT', datasetPath(view.key, '/limits'), limitsOf(values)));
      tell(`Limits of '${named(view.name)}' are set.`);
    },
  });
}

/** Limits in words. */
export const limitText = (limits) =>
  `up ${limit(limits.up)}, down ${limit(limits.down)}, ratio ${limits.ratio ?? 'none'}`;

/** What helps a dataset that stands still: an action of `ACTIONS`, or null. */
export function help(view) {
  switch (view.state) {
    case 'paused':
    case 'failed':
    case 'no torrent':
      return ACTIONS.resume;
    case 'damaged':
      return ACTIONS.repair;
    case 'not there':
      return view.published ? null : ACTIONS.resume;
    default:
      return null;
  }
}
