/** How another process reaches a node. */
package org.seedbank.node.internal.client;
