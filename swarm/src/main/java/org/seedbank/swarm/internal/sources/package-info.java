/** By what one transfer finds peers and bytes, and who its peers are. */
package org.seedbank.swarm.internal.sources;
