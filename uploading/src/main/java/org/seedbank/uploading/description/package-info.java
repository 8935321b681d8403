/** What a dataset says of itself: readers of the descriptions that people and programs put beside their data. */
package org.seedbank.uploading.description;
