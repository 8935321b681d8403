/** Holds what this machine keeps of remote catalogs, so that listing and searching needs no network. */
package org.seedbank.catalog.internal.index;
