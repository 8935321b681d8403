/**
 * Lists of published datasets and where they are kept: the {@link org.seedbank.catalog.Catalog} port, the entries it
 * holds, and the catalog in a folder. {@link org.seedbank.catalog.names.Catalogs} opens them by name.
 */
package org.seedbank.catalog;
