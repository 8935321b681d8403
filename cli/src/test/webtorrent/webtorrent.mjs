// Another client, npm's webtorrent: webtorrent.mjs FOLDER PORT PEER WEB_SEEDS TORRENT... Listens at PORT, fetches what is missing in FOLDER
// from the peer HOST:PORT, if it is not '-', and from web seeds, if WEB_SEEDS is 'yes'. Says 'ready' of each torrent that it can read,
// 'done' when all of every torrent is there, and goes on.
import fs from 'node:fs';
import { register } from 'node:module';

// It is written for browsers too. What stands for their WebRTC in Node is a binary that npm does not hold; TCP does without it.
const nothing = 'data:text/javascript,export const RTCPeerConnection = undefined, RTCSessionDescription = undefined, RTCIceCandidate = undefined;';
const hook = `export const resolve = (name, context, next) =>
    name === 'webrtc-polyfill' ? { url: ${JSON.stringify(nothing)}, shortCircuit: true } : next(name, context);`;
register('data:text/javascript,' + encodeURIComponent(hook));
const { default: WebTorrent } = await import('webtorrent');

const [folder, port, peer, webSeeds, ...torrents] = process.argv.slice(2);
const client = new WebTorrent({
    dht: false, lsd: false, tracker: false, utp: false, utPex: false, natUpnp: false, natPmp: false,
    webSeeds: webSeeds === 'yes', torrentPort: +port,
});
client.on('error', (e) => { console.log('error: ' + e.message); process.exit(1); });
let left = torrents.length;
const done = () => { if (--left === 0) console.log('done'); };
for (const each of torrents) {
    client.add(fs.readFileSync(each), { path: folder, announce: [] }, (torrent) => {
        console.log('ready');
        if (torrent.done) done(); else torrent.once('done', done);
        if (peer !== '-') torrent.addPeer(peer);
    });
}
