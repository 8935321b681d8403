// Which view is shown: `#/PATH/ARGUMENT?NAME=VALUE`. Nothing of it is ever sent to the node.
import { useEffect, useState } from './hooks.js';

function parse() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?', 2);
  const [view, ...rest] = path.split('/');
  return { view: view || 'datasets', argument: decode(rest.join('/')), query: new URLSearchParams(query) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a view. */
export function href(view, argument = '', query = {}) {
  const asked = new URLSearchParams(Object.entries(query).filter(([, value]) => value)).toString();
  return `#/${view}${argument ? `/${encodeURIComponent(argument)}` : ''}${asked ? `?${asked}` : ''}`;
}

/** Shows another view; with `replace` there is no way back to this one. */
export function go(address, replace = false) {
  if (replace) {
    history.replaceState(null, '', address);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = address;
  }
}

/** `{ view, argument, query }` of the address, for a component that is drawn again when it changes. */
export function useRoute() {
  const [route, put] = useState(parse);
  useEffect(() => {
    const look = () => put(parse());
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  return route;
}
