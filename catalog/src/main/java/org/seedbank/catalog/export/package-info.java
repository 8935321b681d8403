/** Catalogs as plain files, for any web server and any browser. */
package org.seedbank.catalog.export;
