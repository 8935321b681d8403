package org.seedbank.node.internal.orders;

import java.time.Instant;
import org.seedbank.catalog.Entry;

/**
 * Something that an order has done, by which it knows after a restart that it need not do it again.
 *
 * @param stamp what its files looked like then; empty where nothing depends on it
 * @param id the key or the digest of the dataset; empty where the note's name is that
 * @param label what a person knows it by; may be empty
 * @param own whether the dataset came to the node by this order
 */
record Noted(String stamp, String id, String label, boolean own) {

    /** Says only that it was done. */
    static final Noted DONE = new Noted("", "", "", false);

    /** Says that a dataset was taken with the torrent of this edition. */
    static Noted edition(Entry entry) {
        return new Noted(entry.edited().map(Instant::toString).orElse(""), "", "", false);
    }
}
