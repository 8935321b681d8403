/**
 * Seeding and fetching datasets over BitTorrent: the one place that knows libtorrent.
 *
 * <p>{@link org.seedbank.swarm.Swarm} is a session; {@link org.seedbank.swarm.Swarm#seed} and
 * {@link org.seedbank.swarm.Swarm#fetch} give a {@link org.seedbank.swarm.Transfer}, which tells its state and can be
 * waited for. What arrived is checked piece by piece on the way, but only the integrity module's verification at the
 * final path decides whether it is what was published. No libtorrent type leaves this package.
 */
package org.seedbank.swarm;
