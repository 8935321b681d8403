/** Digests, manifests, torrents and verification; no network. */
package org.seedbank.integrity;
