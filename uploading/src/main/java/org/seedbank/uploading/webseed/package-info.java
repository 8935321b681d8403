/** Looking whether web servers that a torrent is to name have what is published. */
package org.seedbank.uploading.webseed;
