// Runs the module of the page that asks the node, with refusals of its own making, and prints what a person reads of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

globalThis.localStorage = { getItem: () => null };
const text = readFileSync(join(process.argv[2], 'api.js'), 'utf8');
const { ask } = await import(`data:text/javascript,${encodeURIComponent(text)}`);

async function tell(status, code, message, remedy) {
  globalThis.fetch = async () => ({ ok: false, status, json: async () => ({ error: { code, message, remedy } }) });
  try {
    await ask('POST', '/v1/publications', {});
  } catch (refusal) {
    console.log(`${refusal.message}; ${refusal.remedy}`);
  }
}

const API = "see the manual, or the API's description at /v1/openapi.json";
await tell(400, 'bad-request', "'torrent' is not allowed: a torrent is given at most 50 trackers", API);
await tell(400, 'bad-request', "'count' must be from 1 to 1000", 'ask for fewer');
await tell(409, 'refused', "'torrent' is not allowed: so it is", 'name another');
await tell(401, 'unauthorized', 'the request has not the token of this node', "send it as 'Authorization: Bearer TOKEN'");
