// The frame around the views: who may look, where one is, and how the node does.
import { render } from './preact.js';
import { useEffect, useRef, useState } from './hooks.js';
import { enter, PROOF, Refusal } from './api.js';
import { changed, start, state, useStore } from './store.js';
import { href, useRoute } from './router.js';
import { duration, rate, safe } from './format.js';
import { Command, Fragment, h, Notes, Question, Trouble } from './ui.js';
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
  if (state.link === 'shut') {
    return h(Door, { refusal: state.trouble });
  }
  return h(
    Fragment,
    null,
    h('a', { class: 'skip', href: '#main', onClick: skip }, 'Skip to the content'),
    h(Head, { view: found }),
    h('main', { id: 'main', tabIndex: -1 }, h(Link), state.datasets && state.facts ? h(Shown, { view: found, route, key: found.path }) : h('p', { class: 'empty' }, 'Asking the node…')),
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

/** Says when what is shown may not be so any more. */
function Link() {
  const { link, since, trouble } = state;
  const texts = {
    lost: `The node does not answer since ${duration((Date.now() - since) / 1000)}. What is shown is from before; the page goes on by itself when the node is back.`,
    slept: 'This machine slept. Asking the node what has changed…',
  };
  const text = texts[link];
  return h(
    'div',
    { role: 'status' },
    text ? h('div', { class: 'banner' }, h('p', null, text), link === 'lost' && trouble?.remedy ? h(Command, { text: 'seedbank node status' }) : null) : null,
  );
}

/** For who has no session, or none any more. */
function Door({ refusal }) {
  return h(
    'main',
    { class: 'door' },
    h('h1', null, 'seedbank'),
    refusal ? h(Trouble, { refusal: { message: refusal.said ?? 'This page has ended: the node was started anew, or the page was closed or not used for long.' } }) : null,
    h('p', null, 'In a terminal of this machine, open it with'),
    h('p', null, h(Command, { text: 'seedbank open' })),
  );
}

/** The key is gone from the address, and from the history, before it is used. */
async function open() {
  const root = document.getElementById('app');
  const key = /^#key=([0-9a-f]+)$/.exec(location.hash)?.[1];
  if (key) {
    history.replaceState(null, '', '/');
    try {
      await enter(key);
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
      root.replaceChildren();
      render(h(Door, { refusal: { said: refusal.message } }), root);
      return;
    }
  }
  if (!localStorage.getItem(PROOF)) {
    return;
  }
  start();
  root.replaceChildren();
  render(h(App), root);
}

/** Another tab has opened the page anew, or closed it. */
window.addEventListener('storage', (event) => {
  if (event.key === PROOF) {
    location.reload();
  }
});

open();
