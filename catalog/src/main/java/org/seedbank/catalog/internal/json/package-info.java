/** Strict JSON whose unknown fields survive, in files that several versions of the program read and write. */
package org.seedbank.catalog.internal.json;
