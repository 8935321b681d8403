/** libtorrent's session: its native library, settings, alerts and threads. Knows no transfer. */
package org.seedbank.swarm.internal.session;
