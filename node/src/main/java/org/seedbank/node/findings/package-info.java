/** Finding out what is wrong with this machine and its network, with a node or without. */
package org.seedbank.node.findings;
