/** The control interface of a node: JSON over HTTP on 127.0.0.1, for whoever can read its token. */
package org.seedbank.node.internal.control;
