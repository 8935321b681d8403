/** Bytes of a single file in their order, each verified before it is given out. */
package org.seedbank.downloading.stream;
