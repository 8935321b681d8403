/** The files of a catalog that is exported to a folder and read over the web: what they are called and hold. */
package org.seedbank.catalog.internal.site;
