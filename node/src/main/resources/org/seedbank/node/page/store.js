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

/** Asks the node for something when a view is shown, and again every `millis` if that is not 0. */
export function useAnswer(path, millis = 0) {
  const [answer, put] = useReducer((_, next) => next, { path, value: null, refusal: null });
  const [turn, again] = useReducer((count) => count + 1, 0);
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
      if (millis && !control.signal.aborted) {
        timer = setTimeout(look, millis);
      }
    }
    look();
    return () => {
      control.abort();
      clearTimeout(timer);
    };
  }, [path, millis, turn]);
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
    state.since = 0;
  } else if (!state.since) {
    state.since = Date.now();
  }
  state.link = next;
  state.trouble = trouble;
  changed(true);
}

/** A node that was started anew counts its changes anew, and may be another version with another page. */
async function greet(signal) {
  const facts = await get('/v1', signal);
  const before = state.facts;
  if (before && (before.started !== facts.started || before.pid !== facts.pid)) {
    const note =
      before.version === facts.version
        ? 'The node was started anew.'
        : `The node was upgraded from ${before.version} to ${facts.version}.`;
    sessionStorage.setItem(NOTE, note);
    location.reload();
  }
  state.facts = facts;
  if (facts.datasets === 0) {
    state.datasets ??= new Map(); // There is nothing that an event could tell of.
  }
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
