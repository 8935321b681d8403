package org.seedbank.swarm.internal.webseed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.webseed.WebSeedAddress;

/** For how long a server is not asked for what it has wrong or does not give. */
class WebServerTest {

    private static final int PIECE = 16 << 10;

    @TempDir
    private Path temp;

    private Instant now = Instant.parse("2024-05-01T12:00:00Z");

    /** Of two files with two pieces each. */
    private WebServer server() throws Exception {
        Path soil = Files.createDirectory(temp.resolve("soil"));
        Files.write(soil.resolve("depth.csv"), new byte[2 * PIECE]);
        Files.write(soil.resolve("ph.csv"), new byte[2 * PIECE]);
        Metainfo torrent = Metainfo.parse(DatasetHasher.hash(
                        DatasetScan.scan(soil, false), TorrentFormat.V1, new PieceLength(PIECE), 1, Progress.NONE)
                .write(List.of(), List.of(), "a test", Optional.empty()));
        return new WebServer(
                torrent,
                new PieceRow(torrent),
                WebSeedAddress.ofFiles("http://127.0.0.1:9/").orElseThrow(),
                new WebSeedRule(new Reach(Network.PUBLIC, List.of()), true, true),
                1,
                () -> now,
                (address, word) -> {});
    }

    @Test
    void a_piece_that_was_wrong_stays_left_out_when_its_file_is_asked_for_again_that_hung() throws Exception {
        WebServer server = server();
        server.wrong(0);
        server.broke(new HttpTimeoutException("request timed out"), false, 0);
        assertThat(server.leavesOut(1)).isTrue();
        assertThat(server.leavesOut(2)).as("of another file").isFalse();

        now = now.plus(Duration.ofSeconds(61));

        assertThat(server.leavesOut(1)).isFalse();
        assertThat(server.leavesOut(0)).isTrue();
    }

    @Test
    void tells_when_it_is_asked_again_and_is_asked_at_once_when_somebody_may_have_mended_it() throws Exception {
        WebServer server = server();
        server.wrong(0);
        assertThat(server.source().next()).contains(now.plus(Duration.ofMinutes(10)));
        server.hangs(2);
        assertThat(server.source().next()).contains(now.plus(Duration.ofMinutes(1)));
        server.broke(new ConnectException("Connection refused"), false, 1);
        assertThat(server.source().next()).contains(now.plus(Duration.ofSeconds(1)));

        server.askAgain();

        assertThat(server.leavesOut(0)).isFalse();
        assertThat(server.isPaused()).isFalse();
        assertThat(server.source())
                .returns(Source.State.WAITING, Source::state)
                .returns(Optional.empty(), Source::next)
                .returns(Optional.empty(), Source::word)
                .returns(Optional.empty(), Source::fault);
    }

    @Test
    void a_file_whose_connection_broke_is_asked_for_again_after_ten_seconds() throws Exception {
        WebServer server = server();
        server.broke(new IOException("Connection reset"), false, 0);

        assertThat(server.source().fault()).contains(Source.Fault.BROKEN);
        assertThat(server.source().word().orElseThrow())
                .isEqualTo("the connection broke: Connection reset; 2 of 4 pieces are left out");
        now = now.plus(Duration.ofSeconds(9));
        assertThat(server.leavesOut(0)).isTrue();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(server.leavesOut(0)).isFalse();
    }

    @Test
    void a_file_that_hangs_is_asked_for_again_after_a_minute() throws Exception {
        WebServer server = server();
        server.hangs(0);

        assertThat(server.source().fault()).contains(Source.Fault.SILENT);
        assertThat(server.source().word().orElseThrow())
                .isEqualTo("less than 20480 bytes came in 20 s; 2 of 4 pieces are left out");
        now = now.plus(Duration.ofSeconds(59));
        assertThat(server.leavesOut(0)).isTrue();
        now = now.plus(Duration.ofSeconds(1));
        assertThat(server.leavesOut(0)).isFalse();
    }

    @Test
    void two_in_a_row_that_break_or_hang_have_all_of_it_left_alone() throws Exception {
        WebServer server = server();
        server.hangs(0);
        assertThat(server.isPaused()).isFalse();

        server.broke(new IOException("Connection reset"), false, 2);

        assertThat(server.isPaused()).isTrue();
        assertThat(server.source().fault()).contains(Source.Fault.BROKEN);
    }
}
