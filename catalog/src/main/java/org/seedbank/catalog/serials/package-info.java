/** Serials of a catalog: whose they are, and what they once were. */
package org.seedbank.catalog.serials;
