/** Opening a node's state: what earlier versions kept in files is taken over once, what was damaged is built again. */
package org.seedbank.node.internal.takeover;
