package org.seedbank.integrity.internal.hashing;

/** The hashing steps of a chunk, most urgent first: file digests are a chain, so they set the pace for a large file. */
enum Step {
    FILES,
    PIECES,
    LEAVES
}
