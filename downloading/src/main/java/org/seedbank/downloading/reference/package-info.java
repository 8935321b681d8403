/** From what a person names to the torrent that is meant. */
package org.seedbank.downloading.reference;
