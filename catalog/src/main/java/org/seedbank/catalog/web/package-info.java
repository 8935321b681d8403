/** Catalogs that were exported to a folder and are read over the web. */
package org.seedbank.catalog.web;
