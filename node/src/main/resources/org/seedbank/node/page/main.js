// The frame around the views: who may look, where one is, and how the node does.
import { render } from './preact.js';
import { useEffect, useRef, useState } from './hooks.js';
import { enter, PROOF, Refusal } from './api.js';
import { hearKeys, takeKey } from './key.js';
import { changed, revive, start, state, tell, useStore } from './store.js';
import { href, useRoute } from './router.js';
import { duration, rate, safe } from './format.js';
import { Advice, Command, Fragment, h, Notes, Question, Trouble } from './ui.js';
import { VIEWS } from './views.js';

function App() {
  useStore();
  const route = useRoute();
  const found = VIEWS.find((each) => each.path === route.view) ?? VIEWS[0];
  const before = useRef(null);
  useEffect(() => {
    document.title = `${found.title} · seedbank`;
    if (before.current) {
      document.getElementById('main')?.focus({ preventScroll: true });
      if (found.path !== 'datasets') {
        window.scrollTo(0, 0);
      }
    }
    before.current = found;
  }, [found, route.argument]);
  const known = state.datasets && state.facts;
  if (state.link === 'shut' && !known) {
    return h(Door, { said: ENDED });
  }
  return h(
    Fragment,
    null,
    h('a', { class: 'skip', href: '#main', onClick: skip }, 'Skip to the content'),
    h(Head, { view: found }),
    h('main', { id: 'main', tabIndex: -1 }, h(Link), known ? h(Shown, { view: found, route, key: found.path }) : h('p', { class: 'empty' }, 'Asking the node…')),
    h(Question),
    h(Notes),
  );
}

/** A view; where its module cannot be had, it is tried again once the node answers. */
function Shown({ view, route }) {
  const [missing, tell] = useState(false);
  useEffect(() => {
    if (!view.View) {
      view.load().then(
        (View) => {
          view.View = View;
          changed(true);
        },
        () => tell(true),
      );
    }
  }, [view, state.link]);
  if (view.View) {
    return h(view.View, route);
  }
  return missing
    ? h(Trouble, { refusal: { message: `'${view.title}' cannot be shown, as the node does not answer`, remedy: "see whether it runs with 'seedbank node status'" } })
    : h('p', { class: 'empty' }, 'Asking the node…');
}

/** The address is the view's, so that a link to a part of the page would lead elsewhere. */
function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function Head({ view }) {
  const { facts } = state;
  return h(
    'header',
    { class: 'head' },
    h('a', { class: 'brand', href: href('datasets') }, 'seedbank'),
    h(
      'nav',
      { 'aria-label': 'Views' },
      h(
        'ul',
        null,
        VIEWS.filter((each) => each.listed).map((each) =>
          h(
            'li',
            { key: each.path },
            h('a', { href: href(each.path), 'aria-current': each.path === (view.of ?? view.path) ? 'page' : null }, each.title),
          ),
        ),
      ),
    ),
    h(
      'p',
      { class: 'rates' },
      facts
        ? [
            h('span', { title: 'Receives' }, h('span', { class: 'unseen' }, 'down '), `↓ ${rate(facts.downloadRate)}`),
            h('span', { title: 'Sends' }, h('span', { class: 'unseen' }, 'up '), `↑ ${rate(facts.uploadRate)}`),
          ]
        : null,
    ),
  );
}

const ENDED = 'This page has ended: the node was started anew, or the page was closed or not used for long.';

/** Says when what is shown may not be so any more. What is being typed stays, whatever becomes of the node. */
function Link() {
  const { link, since, trouble } = state;
  const texts = {
    lost: `The node does not answer since ${duration((Date.now() - since) / 1000)}. What is shown is from before. The page goes on by itself if the same process answers again; once the node was started anew, 'seedbank open' gives a new address.`,
    slept: 'This machine slept. Asking the node what has changed…',
    shut: `${ENDED} What is shown is from before, and goes on with 'seedbank open', or with the address that 'seedbank open --print' gives, put in place of this one.`,
  };
  const text = texts[link];
  return h(
    'div',
    { role: 'status' },
    text ? h('div', { class: 'banner' }, h('p', null, h(Advice, { text })), link === 'lost' && trouble?.remedy ? h(Command, { text: 'seedbank node status' }) : null) : null,
  );
}

/** For who has no session, or none any more and nothing on the screen. */
function Door({ said }) {
  return h(
    'main',
    { class: 'door' },
    h('h1', null, 'seedbank'),
    h(Trouble, { refusal: { message: said } }),
    h('p', null, 'In a terminal of this machine, open it with'),
    h('p', null, h(Command, { text: 'seedbank open' })),
  );
}

const root = document.getElementById('app');

/** Whether something stands in place of what the document says by itself. */
let drawn = false;

/** Whether the views were begun. */
let begun = false;

function draw(what) {
  if (!drawn) {
    root.replaceChildren();
    drawn = true;
  }
  render(what, root);
}

/** Makes a session of a key; one that is worth nothing leaves the page as it is. */
async function use(key) {
  try {
    await enter(key);
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    if (begun) {
      tell(refusal.message, { bad: true });
    } else {
      draw(h(Door, { said: refusal.message }));
    }
    return;
  }
  begin();
}

/** Shows the views to who has a session, or lets them go on. */
function begin() {
  if (begun) {
    revive();
  } else if (localStorage.getItem(PROOF)) {
    begun = true;
    start();
    draw(h(App));
  }
}

/** Another tab has opened the page anew, or closed it. */
window.addEventListener('storage', (event) => {
  if (event.key !== PROOF) {
    return;
  }
  if (event.newValue) {
    begin();
  } else {
    location.reload();
  }
});

hearKeys(use);
const key = takeKey();
if (key) {
  use(key);
} else {
  begin();
}
