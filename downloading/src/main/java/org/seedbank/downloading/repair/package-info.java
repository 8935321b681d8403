/** The repair of a copy from the swarm or from another copy. */
package org.seedbank.downloading.repair;
