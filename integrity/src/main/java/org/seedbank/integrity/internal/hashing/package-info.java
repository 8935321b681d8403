/** Hashing: block digests, Merkle trees, and the pipeline that computes every digest from one read of the disk. */
package org.seedbank.integrity.internal.hashing;
