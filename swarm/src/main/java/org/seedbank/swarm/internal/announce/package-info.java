/** Trackers over HTTP (BEP 3), asked without libtorrent: what is said, what is answered, and when. Knows no libtorrent. */
package org.seedbank.swarm.internal.announce;
