/**
 * Holds what a node holds and fetches. All that changes belongs to one thread, the keeper; whatever waits for the disk
 * or the session is a task of the workshop, whose outcome comes back to the keeper.
 */
package org.seedbank.node.internal.datasets;
