/** Commands about the datasets of the node. */
package org.seedbank.cli.status;
