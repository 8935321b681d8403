/** Files that others may read, write and break at the same time: whole or not at all, bounded, one writer at a time. */
package org.seedbank.catalog.internal.files;
