package org.seedbank.node.api;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.node.internal.store.StateFile;
import org.seedbank.swarm.Network;

/**
 * How far a node is to reach, as a person has said it: kept in the node's own folder, whether or not the node runs, and
 * taken up whenever it starts. Where nobody has said anything, it reaches this machine only. Safe for all threads.
 */
public final class ReachSetting {

    private static final int SCHEMA = 1;

    private final Path nodeFolder;

    /** The setting of the node whose own folder this is; it need not be there. */
    public ReachSetting(Path nodeFolder) {
        this.nodeFolder = nodeFolder;
    }

    /**
     * What a person has said; empty when nobody has, or when that cannot be understood.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read
     */
    public Optional<Network> read() {
        return file().read(ReachSetting::parse);
    }

    /**
     * Keeps it; it is on the disk when this returns. A node that runs takes it up by {@link NodeControl#reach(Network)}.
     *
     * @throws NodeException.StateUnusable when it cannot be written
     */
    public void keep(Network network) {
        try {
            AtomicFile.makeSecretFolder(nodeFolder);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(nodeFolder, e);
        }
        JsonObject json = new JsonObject();
        json.addProperty("reach", ReachText.word(network));
        file().write(json);
    }

    private StateFile file() {
        return new StateFile(nodeFolder.resolve("reach.json"), SCHEMA);
    }

    private static Network parse(JsonObject json) {
        return ReachText.parse(json.get("reach").getAsString()).orElseThrow();
    }
}
