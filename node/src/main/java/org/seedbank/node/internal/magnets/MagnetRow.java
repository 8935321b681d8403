package org.seedbank.node.internal.magnets;

import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SettingTable;
import org.seedbank.node.internal.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The magnet links whose torrents a node waits for, among what is set. Safe for all threads. */
final class MagnetRow {

    private static final Logger LOG = LoggerFactory.getLogger(MagnetRow.class);
    private static final String MAGNETS = "magnets";

    private final NodeDatabase database;

    MagnetRow(NodeDatabase database) {
        this.database = database;
    }

    /** A link that is kept, and since when. */
    record Kept(NewMagnet request, Instant added) {}

    private record All(List<Kept> magnets) {}

    /** All that are kept; none when they cannot be understood, which is told. */
    List<Kept> all() {
        Optional<String> text = database.read(connection -> SettingTable.find(connection, MAGNETS));
        try {
            return text.isPresent()
                    ? Wire.request(new StringReader(text.get()), All.class).magnets()
                    : List.of();
        } catch (NodeException.BadRequest | IOException e) {
            LOG.warn("the magnet links that were kept cannot be understood: {}", e.getMessage());
            return List.of();
        }
    }

    /**
     * Keeps these in place of those before.
     *
     * @throws NodeException.StateUnusable when that fails
     */
    void put(List<Kept> all) {
        database.write(connection -> SettingTable.put(connection, MAGNETS, Wire.text(new All(List.copyOf(all)))));
    }
}
