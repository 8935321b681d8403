/** Names of catalogs on this machine, and several catalogs as one. */
package org.seedbank.catalog.names;
