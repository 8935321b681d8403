/** The JSON that the node and those who talk to it exchange. */
package org.seedbank.node.internal.wire;
