/** Lists of published datasets and where they are kept. */
package org.seedbank.catalog;
