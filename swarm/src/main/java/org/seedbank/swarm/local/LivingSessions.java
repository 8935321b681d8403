package org.seedbank.swarm.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Which sessions of this machine live, each looked at once. For one thread and one look at the folder. */
final class LivingSessions {

    private final LocalPeers peers;
    private final Map<String, Boolean> known = new HashMap<>();

    LivingSessions(LocalPeers peers) {
        this.peers = peers;
    }

    /** Whether the session of this name lives. */
    boolean has(String name) throws IOException {
        Boolean before = known.get(name);
        if (before != null) {
            return before;
        }
        Path file = peers.session(name);
        boolean held = SessionLock.isHeld(file);
        known.put(name, held);
        return held;
    }
}
