/** A dataset on the disk: scanned, hashed, and made into a torrent. */
package org.seedbank.integrity.dataset;
