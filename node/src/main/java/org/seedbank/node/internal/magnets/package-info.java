/** Datasets of which only a magnet link is known yet. */
package org.seedbank.node.internal.magnets;
