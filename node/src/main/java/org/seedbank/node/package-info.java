/**
 * The process that seeds and fetches in the background, and how others talk to it. {@link org.seedbank.node.api.NodeControl}
 * is what it can be told and asked: the node itself answers it, and so does a connection to one.
 */
package org.seedbank.node;
