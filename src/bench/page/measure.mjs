// Opens a node's page in Chromium and tells how long that took: node measure.mjs CHROMIUM ADDRESS DATASETS. It stays open until its input ends.
import { chromium } from 'playwright-core';

const [program, address, datasets] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: program, chromiumSandbox: false, args: ['--disable-gpu'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });

// Rows that are drawn can be used: the page has one thread, and draws after everything else.
await page.addInitScript(() => {
  const look = new MutationObserver(() => {
    if (document.querySelector('.body .row') && !window.drawn) {
      requestAnimationFrame(() => setTimeout(() => (window.drawn = performance.now())));
      look.disconnect();
    }
  });
  look.observe(document, { childList: true, subtree: true });
});

const network = await page.context().newCDPSession(page);
const sent = { documents: 0, answers: 0, events: 0 };
const kinds = new Map();
network.on('Network.requestWillBeSent', ({ requestId, request }) => {
  const path = new URL(request.url).pathname;
  kinds.set(requestId, path === '/v1/events' ? 'events' : path.startsWith('/v1') ? 'answers' : 'documents');
});
network.on('Network.responseReceived', ({ requestId, response }) => (sent[kinds.get(requestId)] += response.encodedDataLength));
network.on('Network.dataReceived', ({ requestId, encodedDataLength }) => (sent[kinds.get(requestId)] += encodedDataLength));
await network.send('Network.enable');

await page.goto(address);
await page.waitForFunction(() => window.drawn);
await page.getByText(`${Number(datasets).toLocaleString('en')} datasets`).waitFor();
const [paint] = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint').map((each) => each.startTime));
const drawn = await page.evaluate(() => window.drawn);
const search = await page.evaluate(async () => {
  const find = document.getElementById('find');
  const started = performance.now();
  find.value = 'tiny00077';
  find.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (document.querySelectorAll('.body .row').length !== 1) {
    await new Promise(requestAnimationFrame);
  }
  const took = performance.now() - started;
  find.value = '';
  find.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return took;
});
console.log(JSON.stringify({ paint, drawn, search, ...sent }));
process.stdin.resume();
process.stdin.on('end', async () => {
  await browser.close();
});
