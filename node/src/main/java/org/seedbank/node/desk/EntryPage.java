package org.seedbank.node.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.swarm.SwarmKey;

/**
 * Some entries of a catalog.
 *
 * @param total how many match
 * @param from the number of the first that is told of here, from 0 on
 * @param entries at most {@value #MOST}; none where {@code from} is behind the last
 * @param foreign how many torrents in the catalog are nobody's entries
 * @param asOf when a remote catalog was like this; absent for one on this machine
 * @param unreachable why it could not be asked now; absent where it was, or did not have to be
 * @param warned how many things were left out
 * @param warnings the first of them, at most {@value #MOST_WARNINGS}
 */
public record EntryPage(
        int total,
        int from,
        List<EntryLine> entries,
        int foreign,
        Optional<Instant> asOf,
        Optional<String> unreachable,
        int warned,
        List<LeftOutThing> warnings) {

    /** Most entries that are told of at a time. */
    public static final int MOST = 1_000;

    /** Most warnings that are told in full. */
    public static final int MOST_WARNINGS = 20;

    /** Copies the lists. */
    public EntryPage {
        entries = List.copyOf(entries);
        warnings = List.copyOf(warnings);
    }

    /**
     * One entry.
     *
     * @param reference what people type for it: its serial, behind the catalog's name where there are several
     * @param digest of the dataset
     * @param key what the node calls the dataset, if it has it
     * @param title a stranger's text
     * @param bytes of all its files
     * @param files how many they are
     * @param license terms of use; absent where nothing is said
     * @param published when it was posted, by its publisher's clock
     * @param withdrawn whether its publisher has taken it back
     */
    public record EntryLine(
            String reference,
            Sha256 digest,
            SwarmKey key,
            String title,
            long bytes,
            long files,
            Optional<String> license,
            Instant published,
            boolean withdrawn) {}

    /**
     * Something in a catalog that was left out.
     *
     * @param name what it is called there: a stranger's text
     * @param reason why it was left out
     */
    public record LeftOutThing(String name, String reason) {}
}
