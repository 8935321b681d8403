/** Commands about the node as a process. */
package org.seedbank.cli.node;
