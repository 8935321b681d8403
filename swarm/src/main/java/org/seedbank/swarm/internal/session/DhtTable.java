package org.seedbank.swarm.internal.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.libtorrent4j.Vectors;
import org.libtorrent4j.swig.bdecode_node;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.session_handle;
import org.libtorrent4j.swig.session_params;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nodes of the DHT that a session knows, and its own number there, kept over restarts in libtorrent's own form: with them it is in the DHT at
 * once, and without asking those it enters by. A file that is missing or broken is no loss.
 */
public final class DhtTable {

    private static final Logger LOG = LoggerFactory.getLogger(DhtTable.class);

    /** Far more than a routing table has, some thousand nodes. */
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;
    private final boolean used;

    /** The table of a session with these settings. */
    public DhtTable(SwarmSettings settings) {
        this.file = settings.folders().resume().resolve("dht-nodes");
        this.used = settings.network() == Network.PUBLIC
                && settings.networking().ways().dht();
    }

    /** Has a session begin with what was kept. */
    void load(session_params params) {
        try {
            if (used && Files.size(file) <= MOST_BYTES) {
                read(Files.readAllBytes(file), params);
            }
        } catch (NoSuchFileException e) {
            // Nothing was kept yet.
        } catch (IOException e) {
            LOG.warn("the nodes of the DHT that were known cannot be read: {}", e.getMessage());
        }
    }

    private static void read(byte[] kept, session_params params) {
        byte_vector buffer = new byte_vector(kept);
        bdecode_node node = new bdecode_node();
        if (bdecode_node.bdecode(buffer, node, new error_code()) == 0) {
            session_params read = session_params.read_session_params(node, session_handle.save_dht_state);
            params.setDht_state(read.getDht_state());
            read.delete();
        }
        // The node points into the buffer.
        node.delete();
        buffer.delete();
    }

    /** Takes down what a session knows; the control thread only. */
    public byte[] of(session natively) {
        if (!used) {
            return new byte[0];
        }
        session_params state = natively.session_state(session_handle.save_dht_state);
        return Vectors.byte_vector2bytes(session_params.write_session_params_buf(state, session_handle.save_dht_state));
    }

    /** Keeps it. */
    public void keep(byte[] table) {
        if (table.length == 0) {
            return;
        }
        try {
            DurableFolder.make(file.getParent());
            AtomicFile.write(file, table);
        } catch (IOException e) {
            LOG.warn("the nodes of the DHT that are known cannot be kept: {}", e.getMessage());
        }
    }
}
