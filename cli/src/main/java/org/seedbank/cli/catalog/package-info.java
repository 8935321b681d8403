/** Commands about catalogs, their entries and logins. */
package org.seedbank.cli.catalog;
