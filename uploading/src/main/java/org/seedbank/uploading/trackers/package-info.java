/** Trackers that publications name without being told. */
package org.seedbank.uploading.trackers;
