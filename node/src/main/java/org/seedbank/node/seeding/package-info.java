/** Publishing through a node: it serves what is published. */
package org.seedbank.node.seeding;
