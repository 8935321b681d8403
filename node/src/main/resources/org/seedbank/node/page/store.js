// All that the page knows of its node, fed by the event stream. Views read it by `useStore`.
import { useEffect, useReducer } from './hooks.js';
import { get, listen, Refusal } from './api.js';

/** Changes that come faster are drawn together. */
const DRAW_MILLIS = 250;
const FACTS_MILLIS = 5_000;
const HIDDEN_MILLIS = 60_000;
const NOTE = 'seedbank.note';

/** Read it; only this module writes it. */
export const state = {
  /** Views of datasets by key, in the order in which they came; null before the first event. */
  datasets: null,
  /** What `GET /v1` said last. */
  facts: null,
  /** `connecting`, `live`, `lost`, `slept`, `paused` or `shut`. */
  link: 'connecting',
  /** Since when it is not live, in milliseconds. */
  since: 0,
  /** Why, if the node said that. */
  trouble: null,
  /** Short messages, newest last: `{ id, text, command, bad }`. */
  notes: [],
  /** The question that is asked now, see `ui.js`. */
  question: null,
};

const watchers = new Set();
let drawing = 0;
let drawn = 0;
let notes = 0;
let stream = null;

/** How often the node was there again: what was asked before may be otherwise now. */
let lives = 0;

/** Has everything that reads the store drawn again, soon. */
export function changed(now = false) {
  const wait = now ? 0 : Math.max(0, DRAW_MILLIS - (performance.now() - drawn));
  if (now || !drawing) {
    clearTimeout(drawing);
    drawing = setTimeout(() => {
      drawing = 0;
      drawn = performance.now();
      watchers.forEach((watcher) => watcher());
    }, wait);
  }
}

/** The store, for a component that is drawn again whenever it changes. */
export function useStore() {
  const [, draw] = useReducer((count) => count + 1, 0);
  useEffect(() => {
    watchers.add(draw);
    return () => watchers.delete(draw);
  }, []);
  return state;
}

/** Counts how often the node was there again, for a component that is drawn again then. */
function useLives() {
  const [count, put] = useReducer((_, next) => next, lives);
  useEffect(() => {
    const look = () => put(lives);
    watchers.add(look);
    return () => watchers.delete(look);
  }, []);
  return count;
}

/** Keeps the answer of before where there is none now, which the banner tells. */
const answered = (before, next) => (next.path === before.path && before.value && [0, 401].includes(next.refusal?.status) ? before : next);

/**
 * Asks the node for something when a view is shown, when the node is there again, and every `millis` if that is not 0. An answer
 * stays while the node does not answer, or not to this page: a form would be gone with it.
 */
export function useAnswer(path, millis = 0) {
  const [answer, put] = useReducer(answered, { path, value: null, refusal: null });
  const [turn, again] = useReducer((count) => count + 1, 0);
  const life = useLives();
  useEffect(() => {
    const control = new AbortController();
    let timer = 0;
    async function look() {
      try {
        put({ path, value: await get(path, control.signal), refusal: null });
      } catch (refusal) {
        if (!control.signal.aborted) {
          put({ path, value: null, refusal });
        }
      }
      if (millis && !control.signal.aborted && state.link !== 'shut') {
        timer = setTimeout(look, millis);
      }
    }
    look();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [path, millis, turn, life]);
  const current = answer.path === path ? answer : { value: null, refusal: null };
  return { ...current, again };
}

/** Tells a person something for some seconds; with the command that would have done the same. */
export function tell(text, { command = null, bad = false } = {}) {
  const id = ++notes;
  state.notes = [...state.notes.slice(-3), { id, text, command, bad }];
  changed(true);
  if (!bad) {
    setTimeout(() => dismiss(id), 12_000);
  }
}

export function dismiss(id) {
  state.notes = state.notes.filter((note) => note.id !== id);
  changed(true);
}

/** Takes in a view that the node has answered with, before the next event does. */
export function take(view) {
  state.datasets?.set(view.key, view);
  changed(true);
}

/** Takes out what the node has no more. */
export function forget(key) {
  state.datasets?.delete(key);
  changed(true);
}

function link(next, trouble = null) {
  if (next === 'live') {
    lives += ['lost', 'shut'].includes(state.link) ? 1 : 0;
    state.since = 0;
  } else if (!state.since) {
    state.since = Date.now();
  }
  state.link = next;
  state.trouble = trouble;
  changed(true);
}

/**
 * Looks which node answers. One that was started anew counts its changes anew, which is told by `true`; another version may have
 * another page.
 */
async function greet(signal) {
  const facts = await get('/v1', signal);
  const before = state.facts;
  const anew = before !== null && (before.started !== facts.started || before.pid !== facts.pid);
  if (anew && before.version !== facts.version) {
    sessionStorage.setItem(NOTE, `The node was upgraded from ${before.version} to ${facts.version}.`);
    location.reload();
  } else if (anew) {
    tell('The node was started anew.');
  }
  state.facts = facts;
  if (facts.datasets === 0) {
    state.datasets = new Map(); // There is nothing that an event could tell of.
  }
  return anew;
}

async function facts() {
  if (state.link === 'live') {
    try {
      state.facts = await get('/v1');
      changed();
    } catch (error) {
      // The stream notices by itself when the node is gone, and says so.
      if (!(error instanceof Refusal)) {
        throw error;
      }
    }
  }
}

function changes(news, whole) {
  if (whole || !state.datasets) {
    state.datasets = new Map();
  }
  news.datasets.forEach((view) => state.datasets.set(view.key, view));
  news.gone.forEach((key) => state.datasets.delete(key));
  changed(whole);
}

/** Goes on with a new session, where the one before has ended. */
export function revive() {
  if (state.link === 'shut') {
    stream.resume();
  }
}

/** Begins to listen. */
export function start() {
  stream = listen({ greet, changes, state: link });
  setInterval(facts, FACTS_MILLIS);
  setInterval(() => {
    if (state.link === 'lost') {
      changed();
    }
  }, 1_000);
  let hiding = 0;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.visibilityState === 'hidden') {
      hiding = setTimeout(() => {
        if (state.link === 'live') {
          stream.pause();
          link('paused');
        }
      }, HIDDEN_MILLIS);
    } else if (state.link === 'paused') {
      stream.resume();
    }
  });
  const note = sessionStorage.getItem(NOTE);
  if (note) {
    sessionStorage.removeItem(NOTE);
    tell(note);
  }
}
