package org.seedbank.catalog.internal.index;

import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.TorrentFacts;

/** Describes what a thing in a remote catalog turned out to be. */
public sealed interface Content {

    /** A published entry. */
    record Dataset(Entry entry) implements Content {}

    /** A torrent that is nobody's entry, with what is in it when it has been looked at. */
    record Foreign(Optional<TorrentFacts> facts) implements Content {}

    /** Something that cannot be used, and why. */
    record Broken(String reason) implements Content {}
}
