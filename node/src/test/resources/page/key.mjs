// Runs the module of the page that takes keys, in a window of its own making, and prints what becomes of the address.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = readFileSync(join(process.argv[2], 'key.js'), 'utf8');
const { hearKeys, takeKey } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
const said = [];

globalThis.window = new EventTarget();
globalThis.location = { hash: '' };
globalThis.history = {
  replaceState: (_, __, address) => {
    location.hash = address.startsWith('#') ? address : '';
    said.push(`address ${address}`);
  },
};

/** As a browser does when somebody has put another address of the same document in the place of the one before. */
function put(hash) {
  const event = new Event('hashchange');
  event.oldURL = `http://127.0.0.1:41234/${location.hash}`;
  location.hash = hash;
  window.dispatchEvent(event);
}

said.push('begins');
location.hash = '#key=0a';
said.push(`key ${takeKey()}`);
said.push(`key ${takeKey()}`);
hearKeys((key) => said.push(`used ${key}`));
window.addEventListener('hashchange', () => said.push(`view ${location.hash}`));
put('#/publish');
put('#key=0b');
put('#key=no');
console.log(said.join('\n'));
