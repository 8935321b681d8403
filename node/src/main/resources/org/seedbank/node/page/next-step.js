// What keeps a dataset from going on, and what a person can do about it: what `seedbank status` says, in its words.
import { AWAITS_BYTES, FURTHER, LIFTING, NEAREST, OWN_PROXY, STEPS } from './finding-words.js';
import { safe, word } from './format.js';
import { reference } from './datasets.js';

/** A template with its facts, `%1$s` and so on. */
export const fill = (template, values) => template.replace(/%(\d)\$s/g, (_, number) => values[number - 1] ?? '');

/** The cause that is nearest, of what was found; undefined where nothing of that kind was. */
export function nearest(view, findings) {
  return AWAITS_BYTES.includes(view.state)
    ? NEAREST.flatMap((kind) => findings.filter((each) => each.kind === kind)).find((each) => each.kind !== 'proxy wrong' || each.facts[0] === OWN_PROXY)
    : undefined;
}

/** Tells whether nothing comes of what is fetched, and the node says why. */
export const isSilent = (view) => view.state === 'fetching' && Boolean(view.why);

const step = (name, ...facts) => fill(STEPS[name], facts);

/** What can be done about the state of a dataset, in words with commands; null where nothing has to be done. */
export function ofState(view) {
  const ref = reference(view);
  switch (view.state) {
    case 'fetching':
      return view.why ? (lifting(view.why, ref) ?? webSeed(view, ref) ?? further(view.why)) : null;
    case 'damaged':
      return damaged(view, ref);
    case 'not there':
      return step(view.published ? 'moved' : 'moved or gone', ref);
    case 'no torrent':
    case 'paused':
    case 'no room':
    case 'failed':
      return step(view.state, ref);
    default:
      return null;
  }
}

/** The command that lifts a limit of one's own, if that is why nothing comes. */
export function lifting(why, ref) {
  const limit = Object.keys(LIFTING).find((each) => why === `nothing may be received: ${each}`);
  return limit ? LIFTING[limit].replace('%s', 'down').replaceAll('REF', ref) : null;
}

/** One that is to give and does not is nearer than what a longer reach might find. */
function webSeed(view, ref) {
  for (const seed of view.sources.filter((each) => each.kind === 'web seed')) {
    if (seed.state === 'not asked' && seed.word === 'private') {
      return step('private web seed', ref);
    }
    if (seed.state === 'failing' || seed.fault) {
      return step('web seed', ref, safe(seed.address), word(seed.address));
    }
  }
  return null;
}

const further = (why) => Object.entries(FURTHER).find(([limit]) => why.includes(limit))?.[1] ?? null;

function damaged(view, ref) {
  if (!view.published && view.verified) {
    return step('damaged', ref);
  }
  return step(view.published ? 'repair or publish' : 'repair', ref, word(view.path));
}
