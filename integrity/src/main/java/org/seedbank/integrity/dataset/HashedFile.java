package org.seedbank.integrity.dataset;

import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;

/**
 * A file of a dataset with its digest.
 *
 * @param path its place in the dataset
 * @param length its length in bytes
 * @param offset where its first byte lies in the row of files and padding
 * @param digest SHA-256 of its bytes
 */
record HashedFile(DatasetPath path, long length, long offset, Sha256 digest) {}
