package org.seedbank.node.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.SwarmKey;

/**
 * How a publication comes along.
 *
 * @param id its name, for as long as the node runs
 * @param path what is published
 * @param catalog name of the catalog
 * @param state where it stands
 * @param bytes that are to be hashed
 * @param hashed of these
 * @param warnings what a person should know
 * @param outcome what has become of it; absent before it is published
 * @param problem why it failed; absent where it did not
 * @param remedy what to do about that
 */
public record PublicationView(
        String id,
        Path path,
        String catalog,
        State state,
        long bytes,
        long hashed,
        List<String> warnings,
        Optional<Outcome> outcome,
        Optional<String> problem,
        Optional<String> remedy) {

    /** Copies the list. */
    public PublicationView {
        warnings = List.copyOf(warnings);
    }

    /** Where a publication stands. */
    public enum State {
        /** Another one is hashed before it. */
        WAITING,
        /** Its files are read. */
        HASHING,
        /** The node serves it, and it is posted. */
        POSTING,
        /** The node serves it, and the catalog lists it. */
        PUBLISHED,
        /** It is not listed. */
        FAILED,
        /** Somebody has stopped it before it was listed. */
        STOPPED
    }

    /**
     * A dataset that is published.
     *
     * @param reference what people type for it
     * @param alreadyThere whether the catalog listed it already, and its entry stays as it was
     * @param key what the node calls it
     * @param digest of the dataset
     * @param untaken what was asked for and has no effect on what is there, by the field of the entry or {@code trackers} and
     *     {@code webSeeds}, these without personal keys; absent where there is nothing
     */
    public record Outcome(
            String reference,
            boolean alreadyThere,
            SwarmKey key,
            Sha256 digest,
            Optional<InfoHash> infohashV1,
            Optional<InfoHash> infohashV2,
            Optional<Map<String, List<String>>> untaken) {}
}
