/** Help: the layout of {@code --help}, the command {@code help} with its topics, and what shells complete. */
package org.seedbank.cli.help;
