/** Commands about trackers by themselves. */
package org.seedbank.cli.trackers;
