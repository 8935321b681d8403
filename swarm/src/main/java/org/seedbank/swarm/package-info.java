/**
 * Seeding and fetching datasets over BitTorrent. This module is the one place that knows libtorrent.
 *
 * <p>{@link org.seedbank.swarm.Swarm} is a session, opened in {@code org.seedbank.swarm.libtorrent};
 * {@link org.seedbank.swarm.Swarm#seed} and {@link org.seedbank.swarm.Swarm#fetch} give a
 * {@link org.seedbank.swarm.Transfer}, which tells its state and can be waited for. Received pieces are checked on the
 * way, but only the integrity module's verification at the final path decides whether they are what was published. No
 * libtorrent type is seen outside of this module.
 */
package org.seedbank.swarm;
