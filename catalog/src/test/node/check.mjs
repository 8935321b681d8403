// Does with Drive what a program of today would do, and prints what it saw, a line for each step.
// Environment: ROOT_URL, TOKEN, FOLDER (holds 250 files), API_KEY.
import { Readable } from 'node:stream';
import { drive as driveOf, auth } from '@googleapis/drive';

const { ROOT_URL: rootUrl, TOKEN: token, FOLDER: folder, API_KEY: key } = process.env;
const login = new auth.OAuth2();
login.setCredentials({ access_token: token, expiry_date: Date.now() + 3_600_000 });
const drive = driveOf({ version: 'v3', auth: login, rootUrl });
const media = { rootUrl }; // An upload does not heed the root URL of its client.

async function names(client, q) {
  const found = [];
  let pageToken;
  let pages = 0;
  do {
    const { data } = await client.files.list({
      q, pageToken, pageSize: 1000, fields: 'nextPageToken,files(id,name)',
    });
    found.push(...data.files.map((file) => file.name));
    pageToken = data.nextPageToken;
    pages += 1;
  } while (pageToken);
  return { pages, found };
}

async function text(id) {
  const { data } = await drive.files.get({ fileId: id, alt: 'media' }, { responseType: 'text' });
  return data;
}

// Google's client sends whole bodies only: chunks go by hand, over the same login.
async function resumable(name, content) {
  const start = await login.request({
    url: new URL('upload/drive/v3/files?uploadType=resumable&fields=id,size', rootUrl).href,
    method: 'POST',
    data: { name, parents: [folder] },
    headers: { 'X-Upload-Content-Type': 'text/plain' },
  });
  const session = start.headers.get('location');
  const half = 256 << 10;
  const more = await login.request({
    url: session, method: 'PUT', data: content.slice(0, half),
    headers: { 'Content-Range': `bytes 0-${half - 1}/*` }, validateStatus: (status) => status === 308,
    retry: false, redirect: 'manual',
  });
  const end = await login.request({
    url: session, method: 'PUT', data: content.slice(half),
    headers: { 'Content-Range': `bytes ${half}-${content.length - 1}/${content.length}` },
  });
  return { more: `${more.status} ${more.headers.get('range')}`, file: end.data };
}

const before = await names(drive, `'${folder}' in parents and trashed = false`);
console.log('listed', before.pages, 'pages', new Set(before.found).size, 'names');

const { data: made } = await drive.files.create({
  requestBody: { name: "it's.csv", parents: [folder], properties: { digest: 'ab12' } },
  media: { mimeType: 'text/csv', body: Readable.from(['depth,', '10']) },
  fields: '*',
}, media);
console.log('made', made.name, made.mimeType, made.size, made.properties.digest, await text(made.id));

const { data: plain } = await drive.files.create({
  requestBody: { name: 'plain.txt', parents: [folder] }, media: { mimeType: 'text/plain', body: 'whole' },
}, media);
console.log('made', Object.keys(plain).join(), await text(plain.id));

const large = 'seed'.repeat(100_000);
const chunked = await resumable('large.txt', large);
console.log('chunked', chunked.more, chunked.file.size, (await text(chunked.file.id)) === large);

await drive.files.update({
  fileId: made.id, requestBody: { description: 'measured again' }, media: { mimeType: 'text/csv', body: 'depth,11' },
}, media);
const { data: changed } = await drive.files.get({ fileId: made.id, fields: 'description,size' });
console.log('changed', JSON.stringify(changed), await text(made.id));

const range = await drive.files.get(
  { fileId: made.id, alt: 'media' }, { responseType: 'text', headers: { Range: 'bytes=6-' } },
);
console.log('range', range.status, range.data);

const { data: ids } = await drive.files.generateIds({ count: 2 });
await drive.files.create({ requestBody: { id: ids.ids[0], name: 'once', parents: [folder] } });
const twice = await drive.files
  .create({ requestBody: { id: ids.ids[0], name: 'once', parents: [folder] } })
  .catch((refused) => refused);
console.log('twice', twice.status, twice.message);

await drive.permissions.create({ fileId: folder, requestBody: { type: 'anyone', role: 'reader' } });
const reader = driveOf({ version: 'v3', auth: key, rootUrl });
const seen = await names(reader, `'${folder}' in parents`);
console.log('a key sees', seen.found.length);

await drive.files.update({ fileId: made.id, requestBody: { trashed: true } });
await drive.files.delete({ fileId: plain.id });
const after = await names(drive, `'${folder}' in parents and trashed = false`);
console.log('left', after.found.filter((name) => !name.startsWith('file-')).sort().join());

const gone = await drive.files.get({ fileId: plain.id }).catch((refused) => refused);
console.log('gone', gone.status);
