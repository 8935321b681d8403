/** Verification of files against digests and pieces, and its report. */
package org.seedbank.integrity.fixity;
