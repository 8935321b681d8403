/** The use cases that fetch: a dataset, or what a damaged copy lacks. */
package org.seedbank.downloading;
