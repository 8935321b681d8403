/** The command that makes this program one of a person's desktop. */
package org.seedbank.cli.desktop;
