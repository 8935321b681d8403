/** The page of a node: what it is made of, and who may look at it. Knows nothing of HTTP. */
package org.seedbank.node.internal.page;
