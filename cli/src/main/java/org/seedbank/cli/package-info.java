/** The command line. */
package org.seedbank.cli;
