package org.seedbank.tracker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.tracker.api.ConnectBackProbe;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.api.TrackerFolder;
import org.seedbank.tracker.api.TrackerSettings;

/** Trackers of a test, on free ports of this machine; closed with it. */
final class Trackers implements AutoCloseable {

    /** Behind a proxy on this machine, so that a test can come from anywhere. */
    static final TrackerAccess PROXIED = new TrackerAccess(false, false, Optional.of(Set.of()));

    static final String V1 = "00112233445566778899aabbccddeeff00112233";
    static final String V2 = "ff".repeat(20) + "00".repeat(12);
    static final String HASH = "info_hash=" + "%00%11%22%33%44%55%66%77%88%99%aa%bb%cc%dd%ee%ff%00%11%22%33";
    static final String HASH2 = "info_hash=" + "%ff".repeat(20);

    /** A hybrid dataset with both infohashes. */
    static final TrackedDataset SOIL = new TrackedDataset(
            "lab",
            "1",
            "Soil",
            1_000,
            new TrackedDataset.Infohashes(Optional.of(new InfoHash(V1)), Optional.of(new InfoHash(V2))));

    private final TrackerFolder folder;
    private final List<Tracker> open = new ArrayList<>();

    Trackers(Path folder) {
        this.folder = new TrackerFolder(
                folder.resolve("tracker"), Path.of("target/native").toAbsolutePath());
    }

    TrackerFolder folder() {
        return folder;
    }

    Tracker open(TrackerAccess access, TrackerBounds bounds, String... hosts) throws InterruptedException {
        List<HostPort> listen = new ArrayList<>();
        for (String each : hosts.length == 0 ? new String[] {"127.0.0.1"} : hosts) {
            listen.add(new HostPort(each, 0));
        }
        Tracker tracker = Tracker.open(new TrackerSettings(folder, listen, access, bounds));
        open.add(tracker);
        tracker.allow(List.of(SOIL));
        return tracker;
    }

    /** One that connects back. */
    Tracker open(TrackerAccess access, ConnectBackProbe probe) throws InterruptedException {
        List<HostPort> listen = List.of(new HostPort("127.0.0.1", 0));
        Tracker tracker =
                Tracker.open(new TrackerSettings(folder, listen, access, TrackerBounds.USUAL, Optional.of(probe)));
        open.add(tracker);
        tracker.allow(List.of(SOIL));
        return tracker;
    }

    Tracker open(TrackerAccess access) throws InterruptedException {
        return open(access, TrackerBounds.USUAL);
    }

    void close(Tracker tracker) {
        open.remove(tracker);
        tracker.close();
    }

    @Override
    public void close() {
        open.forEach(Tracker::close);
        open.clear();
    }
}
