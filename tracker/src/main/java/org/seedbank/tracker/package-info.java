/** A tracker: who has which dataset, asked over HTTP and UDP, with statistics. See {@link org.seedbank.tracker.Tracker}. */
package org.seedbank.tracker;
