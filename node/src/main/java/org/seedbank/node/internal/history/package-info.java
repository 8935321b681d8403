/** Holds what happened to the datasets of a node: a file of its own, line by line, that people can ask. */
package org.seedbank.node.internal.history;
