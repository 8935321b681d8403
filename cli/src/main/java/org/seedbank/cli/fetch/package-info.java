/** Commands that fetch datasets. */
package org.seedbank.cli.fetch;
