package org.seedbank.node.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.tracker.Tracker;
import org.seedbank.tracker.api.TrackerAccess;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.api.TrackerFolder;
import org.seedbank.tracker.api.TrackerSettings;
import org.seedbank.web.HttpCall;

/** A tracker of seedbank tells those that it has on its list whether their port is open. */
class TrackerQuestionTest {

    @TempDir
    Path folder;

    private Tracker tracker;

    @BeforeEach
    void open() throws Exception {
        tracker = tracker(Optional.of(new BackConnections(true)), "tracker");
    }

    @AfterEach
    void close() throws Exception {
        tracker.close();
    }

    private Tracker tracker(Optional<BackConnections> back, String name) throws Exception {
        return Tracker.open(new TrackerSettings(
                new TrackerFolder(folder.resolve(name), Path.of("target/native").toAbsolutePath()),
                List.of(new HostPort("127.0.0.1", 0)),
                new TrackerAccess(true, false, Optional.empty()),
                TrackerBounds.USUAL,
                back.map(each -> each)));
    }

    private static String url(Tracker tracker) {
        return "http://%s/announce".formatted(tracker.addresses().get(0));
    }

    private Metainfo soil(String url) throws Exception {
        Files.createDirectories(folder.resolve("soil"));
        Files.writeString(folder.resolve("soil/depth.csv"), "10");
        Dataset dataset = DatasetScan.scan(folder.resolve("soil"), false);
        return Metainfo.parse(
                DatasetHasher.hash(dataset, TorrentFormat.HYBRID, new PieceLength(16 << 10), 1, Progress.NONE)
                        .write(List.of(url), List.of(), "seedbank test", Optional.empty()));
    }

    private static void announce(String url, Metainfo torrent, int port) throws Exception {
        String hash = HexFormat.of()
                .withPrefix("%")
                .formatHex(HexFormat.of().parseHex(SwarmKey.of(torrent).hex()));
        HttpCall.get(URI.create(url + "?left=0&port=" + port + "&info_hash=" + hash))
                .answer()
                .close();
    }

    @Test
    void a_port_that_is_open_and_one_that_is_closed_are_told_to_who_is_announced() throws Exception {
        Metainfo soil = soil(url(tracker));
        String from = tracker.addresses().get(0).toString();
        int port;
        try (ServerSocket peer = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = peer.getLocalPort();
            announce(url(tracker), soil, port);

            assertThat(TrackerQuestion.ask(soil, Set.of(url(tracker)), true, port, false))
                    .containsExactly(
                            Finding.of(Kind.PORT_REACHED, Integer.toString(port), from, "and did not shake hands"));
        }
        tracker.close();
        tracker = tracker(Optional.of(new BackConnections(true)), "again");
        Metainfo again = soil(url(tracker));
        announce(url(tracker), again, port);
        assertThat(TrackerQuestion.ask(again, Set.of(url(tracker)), true, port, false))
                .containsExactly(Finding.of(
                        Kind.PORT_CLOSED,
                        Integer.toString(port),
                        tracker.addresses().get(0).toString(),
                        "refused"));
    }

    @Test
    void who_is_not_announced_is_told_why_nothing_is_told() throws Exception {
        assertThat(TrackerQuestion.ask(soil(url(tracker)), Set.of(url(tracker)), true, 6_881, true))
                .containsExactly(Finding.of(
                        Kind.PORT_NOT_TOLD,
                        tracker.addresses().get(0).toString(),
                        "nobody is announced here from this address with this port"));
    }

    @Test
    void a_tracker_that_does_not_answer_announces_is_not_asked_and_one_that_does_not_know_the_question_tells_nothing()
            throws Exception {
        assertThat(TrackerQuestion.ask(soil(url(tracker)), Set.of(), true, 6_881, true))
                .isEmpty();

        try (Tracker other = tracker(Optional.empty(), "other")) {
            assertThat(TrackerQuestion.ask(soil(url(other)), Set.of(url(other)), true, 6_881, true))
                    .isEmpty();
        }
    }

    /** A stranger's torrent can name any host, whose name leads elsewhere once it was announced to. */
    @Test
    void a_name_that_a_stranger_gave_is_not_followed_into_this_machine() throws Exception {
        String name = url(tracker).replace("127.0.0.1", "localhost");

        assertThat(TrackerQuestion.ask(soil(name), Set.of(name), false, 6_881, true))
                .isEmpty();
        assertThat(TrackerQuestion.ask(soil(name), Set.of(name), true, 6_881, true))
                .hasSize(1);
    }
}
