/** The terminal: tables, progress, JSON, keys, and text made safe to be shown. */
package org.seedbank.cli.screen;
