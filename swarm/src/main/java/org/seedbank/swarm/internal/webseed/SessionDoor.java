package org.seedbank.swarm.internal.webseed;

import java.net.InetSocketAddress;

/**
 * The session's own port, as a bridge sees it.
 *
 * @param address where it can be reached from this machine
 * @param isEncrypted whether it takes nothing but encrypted connections
 */
record SessionDoor(InetSocketAddress address, boolean isEncrypted) {}
