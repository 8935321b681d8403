/** Trackers by themselves, without a torrent: whether they work. */
package org.seedbank.swarm.trackers;
