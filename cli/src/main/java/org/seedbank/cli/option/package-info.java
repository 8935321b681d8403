/** Options that several commands share. */
package org.seedbank.cli.option;
