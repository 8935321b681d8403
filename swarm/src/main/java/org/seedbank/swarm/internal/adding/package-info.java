/** Brings torrents and magnet links into a session. */
package org.seedbank.swarm.internal.adding;
