/** One torrent in the session: its requests, its status, its resume data. */
package org.seedbank.swarm.internal.transfer;
