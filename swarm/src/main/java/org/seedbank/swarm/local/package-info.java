/** Sessions of this machine that find each other. Knows no libtorrent. */
package org.seedbank.swarm.local;
