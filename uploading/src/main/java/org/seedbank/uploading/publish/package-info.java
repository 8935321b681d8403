/** Publishing a dataset: look, hash, make its torrent, seed and list it. */
package org.seedbank.uploading.publish;
