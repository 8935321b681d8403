/** What a command runs in: its context, home, node and exit codes. */
package org.seedbank.cli.frame;
