/** The one place that knows libtorrent: seeding and fetching. */
package org.seedbank.swarm;
