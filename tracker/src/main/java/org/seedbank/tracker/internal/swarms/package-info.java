/** Who announces what: peers by infohash, bounded in memory, and limits to what one address may do. */
package org.seedbank.tracker.internal.swarms;
