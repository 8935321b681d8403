// How the page speaks to its node: the documented interface at /v1, and nothing else.

/** Kept by the browser for this port alone; a session's cookie is worth nothing without it. */
export const PROOF = 'seedbank.proof';

const SESSION = '/v1/session';

/** The node's heart beats every 15 seconds. */
const SILENCE_MILLIS = 40_000;
const TICK_MILLIS = 5_000;

/** A timer that comes so late means that the machine slept. */
const SLEPT_MILLIS = 30_000;

/** Who was away for long is told everything: the node does not remember for ever what it has no more. */
const FORGET_MILLIS = 60_000;
const FIRST_PAUSE_MILLIS = 500;
const LONGEST_PAUSE_MILLIS = 10_000;

/** What the node refuses, in its own words. `status` is 0 when it did not answer. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.message);
    this.status = status;
    this.code = problem.code;
    this.remedy = problem.remedy;
  }
}

function headers(more) {
  return { 'Seedbank-Session': localStorage.getItem(PROOF) ?? '', ...more };
}

async function send(path, options) {
  try {
    return await fetch(path, { credentials: 'same-origin', cache: 'no-store', redirect: 'error', ...options });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new Refusal(0, {
      code: 'unreachable',
      message: 'the node does not answer',
      remedy: "see whether it runs with 'seedbank node status'",
    });
  }
}

/** What is wrong with a request is told for programs: a person has filled in a form, and sees neither JSON nor its fields. */
function forPerson(problem) {
  return problem.code === 'bad-request'
    ? {
        ...problem,
        message: problem.message.replace(/^(?:'[\w.[\]]+'|the JSON) is not allowed: /, ''),
        remedy: problem.remedy?.includes('/v1/') ? 'look through what was filled in' : problem.remedy,
      }
    : problem;
}

async function refusal(answer) {
  try {
    return new Refusal(answer.status, forPerson((await answer.json()).error));
  } catch {
    return new Refusal(answer.status, {
      code: 'failed',
      message: `the node answers with status ${answer.status} and nothing that makes sense`,
      remedy: 'see its log',
    });
  }
}

/** Asks the node; returns its answer, or null when it only did what it was told. Throws {@link Refusal}. */
export async function ask(method, path, body, signal) {
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const answer = await send(path, {
    method,
    headers: headers(json),
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  });
  if (answer.status === 401 && path !== SESSION) {
    throw new Refusal(401, { code: 'unauthorized', message: 'this page has ended', remedy: "open it anew with 'seedbank open'" });
  }
  if (!answer.ok) {
    throw await refusal(answer);
  }
  return answer.status === 204 ? null : answer.json();
}

export const get = (path, signal) => ask('GET', path, undefined, signal);

/** The path of a dataset, or of something of it. */
export const datasetPath = (key, more = '') => `/v1/datasets/${encodeURIComponent(key)}${more}`;

/** The path of a catalog's entries, or of something of one. */
export const entriesPath = (catalog, more = '') => `/v1/catalogs/${encodeURIComponent(catalog)}/entries${more}`;

/** Makes a session of a key. Throws {@link Refusal} for one that is used up. */
export async function enter(key) {
  const session = await ask('POST', SESSION, { key });
  localStorage.setItem(PROOF, session.proof);
}

/** Ends the session, in all tabs. */
export async function leave() {
  await ask('DELETE', SESSION);
  localStorage.removeItem(PROOF);
}

/**
 * Listens to what changes, for as long as it is not closed, and comes back after every break.
 *
 * `on.greet(signal)` asks what node it is before what has changed is believed, tells whether it is another one than before, and may throw; `on.changes(changes, whole)` has what is new, or all that there is; `on.state(state, refusal)` says
 * `live`, `lost`, `slept` or `shut` (the session is over). Returns `{ pause(), resume(), close() }`.
 */
export function listen(on) {
  let seen = 0;
  let connection = null;
  let pause = FIRST_PAUSE_MILLIS;
  let timer = 0;
  let halted = false;
  let heard = Date.now();
  let ticked = Date.now();

  async function connect() {
    const control = new AbortController();
    const proof = localStorage.getItem(PROOF);
    connection = control;
    if (Date.now() - heard > FORGET_MILLIS) {
      seen = 0;
    }
    try {
      const greeting = on.greet(control.signal);
      if (seen > 0 && (await greeting)) {
        seen = 0;
      }
      const [answer] = await Promise.all([events(control.signal), greeting]);
      if (!answer.ok) {
        throw await refusal(answer);
      }
      heard = Date.now();
      pause = FIRST_PAUSE_MILLIS;
      on.state('live');
      await read(answer.body.getReader());
      again();
    } catch (error) {
      if (connection === control) {
        report(error, proof);
      }
    }
  }

  const events = (signal) =>
    send('/v1/events', { headers: headers({ 'Last-Event-ID': String(seen), Accept: 'text/event-stream' }), signal });

  async function read(reader) {
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      heard = Date.now();
      const piece = decoder.decode(value, { stream: true });
      rest += piece;
      if (piece.includes('\n')) {
        const events = rest.split('\n\n');
        rest = events.pop();
        events.forEach(take);
      }
    }
  }

  function take(event) {
    let id = null;
    let data = '';
    for (const line of event.split('\n')) {
      if (line.startsWith('id: ')) {
        id = Number(line.slice(4));
      } else if (line.startsWith('data: ')) {
        data += line.slice(6);
      }
    }
    if (data) {
      on.changes(JSON.parse(data), seen === 0);
      seen = id ?? seen;
    }
  }

  /** Another tab may have opened the page anew since it was asked with that proof. */
  function report(error, proof) {
    if (error instanceof Refusal && error.status === 401 && proof === localStorage.getItem(PROOF)) {
      on.state('shut', error);
      halted = true;
      return;
    }
    on.state('lost', error);
    again();
  }

  function again() {
    clearTimeout(timer);
    if (!halted) {
      timer = setTimeout(connect, pause * (0.5 + Math.random() / 2));
      pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS);
    }
  }

  function drop() {
    clearTimeout(timer);
    const dropped = connection;
    connection = null;
    dropped?.abort();
  }

  const ticking = setInterval(() => {
    const late = Date.now() - ticked;
    ticked = Date.now();
    if (halted) {
      return;
    }
    if (late > SLEPT_MILLIS) {
      on.state('slept');
      drop();
      connect();
    } else if (Date.now() - heard > SILENCE_MILLIS && connection) {
      on.state('lost', new Refusal(0, { code: 'unreachable', message: 'the node says nothing any more' }));
      heard = Date.now();
      drop();
      connect();
    }
  }, TICK_MILLIS);

  connect();
  return {
    /** Hears nothing for a while, as a page does that nobody sees: browsers keep few connections to one host. */
    pause() {
      if (!halted) {
        halted = true;
        drop();
      }
    },
    resume() {
      if (halted) {
        halted = false;
        ticked = Date.now();
        connect();
      }
    },
    close() {
      halted = true;
      clearInterval(ticking);
      drop();
    },
  };
}
