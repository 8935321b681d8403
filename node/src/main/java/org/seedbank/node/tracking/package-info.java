/** A tracker for what catalogs have. */
package org.seedbank.node.tracking;
