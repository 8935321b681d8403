/** One torrent in the session: its wishes, its status, its resume data. */
package org.seedbank.swarm.internal.transfer;
