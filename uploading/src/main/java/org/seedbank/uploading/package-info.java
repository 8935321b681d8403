/** Seeder and failures of publishing; the use case lies in {@code publish}, over the choice of files. */
package org.seedbank.uploading;
