/**
 * Holds what a node does again and again until it is told to stop: watched and drop folders, followed catalogs, links.
 */
package org.seedbank.node.internal.orders;
