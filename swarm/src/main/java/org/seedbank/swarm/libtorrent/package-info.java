/** Swarms through libtorrent: {@link org.seedbank.swarm.libtorrent.LibtorrentSwarm} opens them. */
package org.seedbank.swarm.libtorrent;
