/** Surroundings of a command: its context, home, node and exit codes. */
package org.seedbank.cli.frame;
