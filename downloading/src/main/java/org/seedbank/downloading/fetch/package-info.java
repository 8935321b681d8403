/** Fetching and copying datasets to their places. */
package org.seedbank.downloading.fetch;
