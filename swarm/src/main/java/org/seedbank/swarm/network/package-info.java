/** How a session uses the network, as a person has chosen it. Knows no session. */
package org.seedbank.swarm.network;
