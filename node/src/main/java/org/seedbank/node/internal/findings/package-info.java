/** Finding out why datasets stand still, from what the node and its session know. */
package org.seedbank.node.internal.findings;
