/** Mending of damaged files from good pieces. */
package org.seedbank.integrity.repair;
