/** How a node serves datasets over HTTP. */
package org.seedbank.node.serving;
