/** The full screen: the node's datasets in a terminal, and keys for what can be done with them. */
package org.seedbank.cli.top;
