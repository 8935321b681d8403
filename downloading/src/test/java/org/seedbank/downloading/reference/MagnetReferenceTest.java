package org.seedbank.downloading.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;

/** What a magnet link names besides the torrent. */
class MagnetReferenceTest {

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Metainfo torrent;
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        torrent = SmallTorrent.in(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/x.torrent", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, torrent.bytes().length);
            exchange.getResponseBody().write(torrent.bytes());
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private MagnetReference link(String parameters) {
        return new MagnetReference(Magnet.parse(torrent.magnetLink() + parameters), notes::add);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/x.torrent";
    }

    @Test
    void a_source_on_this_machine_is_not_asked_unless_that_is_allowed() throws Exception {
        MagnetReference link = link("&xs=" + url());

        assertThat(link.fromSources(false)).isEmpty();
        assertThat(asked).hasValue(0);
        assertThat(notes)
                .containsExactly("cannot download the torrent '" + url()
                        + "': it leads to '127.0.0.1', on this machine or in a private network");

        assertThat(link.fromSources(true).map(Metainfo::bytes)).contains(torrent.bytes());
    }

    @Test
    void another_torrent_than_the_link_names_is_passed_over() throws Exception {
        MagnetReference link =
                new MagnetReference(Magnet.parse("magnet:?xt=urn:btih:" + "0".repeat(40) + "&as=" + url()), notes::add);

        assertThat(link.fromSources(true)).isEmpty();
        assertThat(notes)
                .containsExactly("the magnet link leads to another torrent than it names, which is passed over");
    }

    @Test
    void peers_are_found_by_name_as_far_as_the_session_reaches() throws IOException, InterruptedException {
        MagnetReference link = link("&x.pe=localhost:6881&x.pe=192.0.2.1:80&x.pe=[::1]:81&x.pe=nobody.invalid:82");

        assertThat(link.peers(Network.LOCAL))
                .extracting(InetSocketAddress::getPort)
                .containsExactly(6881, 80, 81);
        assertThat(notes)
                .containsExactly(
                        "the peer 'nobody.invalid:82' of the magnet link is beyond what is reached, and not looked up");
        notes.clear();

        assertThat(link.peers(Network.PUBLIC)).hasSize(3);
        assertThat(notes).containsExactly("the peer 'nobody.invalid:82' of the magnet link is not known by its name");
    }

    @Test
    void without_sources_and_peers_there_is_nothing_to_ask() throws InterruptedException {
        assertThat(link("").fromSources(false)).isEqualTo(Optional.empty());
        assertThat(link("").peers(Network.PUBLIC)).isEmpty();
        assertThat(notes).isEmpty();
    }

    @Test
    void files_that_it_chooses_and_the_torrent_does_not_have_are_named() {
        int past = torrent.files().size() + 20;
        link("&so=0,%d,%d-%d".formatted(past, past + 1, past + 5)).tellBeyond(torrent);

        assertThat(notes)
                .containsExactly("the magnet link chooses files that '%s' does not have: 'so=%d,%d-%d'"
                        .formatted(torrent.name(), past, past + 1, past + 5));
        notes.clear();
        link("&so=0").tellBeyond(torrent);
        link("&so=0-1").tellBeyond(torrent);
        link("").tellBeyond(torrent);
        assertThat(notes).isEmpty();
    }
}
