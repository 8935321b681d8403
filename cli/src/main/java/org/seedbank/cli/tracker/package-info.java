/** The commands about a tracker of one's own. */
package org.seedbank.cli.tracker;
