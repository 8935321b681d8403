/** The bridge between web servers and libtorrent: reads, checks and hands over pieces, as a peer on this machine. */
package org.seedbank.swarm.internal.webseed;
