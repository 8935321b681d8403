// The key of an address that `seedbank open` gives: it is gone from the address, and from the history, before it is used.

const KEY = /^#key=([0-9a-f]+)$/;

/** Takes the key out of the address, which is then that of the view before; null where there is none. */
export function takeKey(before = '') {
  const key = KEY.exec(location.hash)?.[1] ?? null;
  if (key) {
    history.replaceState(null, '', before.includes('#') ? before.slice(before.indexOf('#')) : '/');
  }
  return key;
}

/** Has each key used that is put into the address of an open page, for which the browser loads nothing. */
export function hearKeys(use) {
  window.addEventListener('hashchange', (event) => {
    const key = takeKey(event.oldURL);
    if (key) {
      event.stopImmediatePropagation(); // The view is as it was, with what was typed into it.
      use(key);
    }
  });
}
