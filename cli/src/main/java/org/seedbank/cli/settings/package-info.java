/** What a person wants where a command is not told, and what is run when something happens. */
package org.seedbank.cli.settings;
