/** Torrents: metainfo, manifest, infohashes and magnet links, read and written. */
package org.seedbank.integrity.torrent;
