/** Holds what a node keeps on the disk: whole or not at all, and nothing of a later version is ever overwritten. */
package org.seedbank.node.internal.store;
