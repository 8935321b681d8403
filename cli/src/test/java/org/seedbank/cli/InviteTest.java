package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;

/** {@code seedbank invite}: one line for the other side. */
@ExtendWith(Benches.class)
class InviteTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    /** What a shell makes of a line. */
    private static String inShell(String line) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + line).start();
        shell.waitFor(30, TimeUnit.SECONDS);
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void is_a_magnet_link_that_works_behind_get_as_a_shell_reads_it(Bench bench) throws Exception {
        bench.write("it's $HOME & co/ph.csv", Soil.PH);
        bench.publish(
                        "BENCH/it's $HOME & co",
                        "--tracker",
                        "udp://tracker.example.org:80",
                        "--web-seed",
                        "https://data.example.org/soil/",
                        "--check-web-seed",
                        "none")
                .interrupt();

        Outcome invite = bench.run("invite", "1");

        assertThat(invite.exitCode()).isZero();
        assertThat(invite.err()).isEmpty();
        assertThat(invite.out().lines()).hasSize(1);
        assertThat(invite.out()).contains("tr=udp%3A%2F%2Ftracker.example.org", "ws=https%3A%2F%2Fdata.example.org");
        String link = inShell(invite.out().strip()).strip();
        bench.nodes().run(Network.LOCAL);
        bench.nodes()
                .node()
                .knows(
                        link,
                        Metainfo.read(bench.path("home/data/catalog")
                                .resolve(Catalogs.in(bench.path("home/data/catalog"))
                                                .list()
                                                .entries()
                                                .get(0)
                                                .entry()
                                                .digest()
                                        + ".torrent")));
        assertThat(bench.run("get", link, "-d", "BENCH/copies").exitCode()).isZero();
        assertThat(bench.nodes().node().names()).containsExactly("it's $HOME & co");
    }

    @Test
    void holds_no_keys_and_nothing_that_only_this_machine_reaches(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish(
                        "BENCH/soil-2024",
                        "--tracker",
                        "https://tracker.example.org/" + KEY + "/announce",
                        "--tracker",
                        "udp://127.0.0.1:80",
                        "--tracker",
                        "udp://open.example.org:80")
                .interrupt();

        Outcome invite = bench.run("invite", "1");

        assertThat(invite.out()).contains("open.example.org").doesNotContain(KEY, "127.0.0.1");
        assertThat(invite.err()).isEqualTo("""
            seedbank: warning: 'https://tracker.example.org/…/announce' is not in it: it holds what looks like a personal key
            seedbank: warning: 'udp://127.0.0.1:80' is not in it: only this machine reaches it
            """);
        assertThat(bench.run("invite", "1", "--json").out())
                .contains("\"leftOut\"")
                .doesNotContain(KEY);
    }

    @Test
    void a_private_torrent_without_a_tracker_for_others_is_refused(Bench bench) throws Exception {
        byte[] torrent = ("d8:announce" + (KEY.length() + 37) + ":https://tracker.example.org/" + KEY + "/announce"
                        + "4:infod6:lengthi1e4:name1:a12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaa7:privatei1eee")
                .getBytes(StandardCharsets.ISO_8859_1);
        Files.write(bench.path("private.torrent"), torrent);

        Outcome invite = bench.run("invite", "BENCH/private.torrent");

        assertThat(invite.out()).isEmpty();
        assertThat(invite.err())
                .startsWith("seedbank: error: 'a' is a private torrent")
                .doesNotContain(KEY);
        assertThat(invite.exitCode()).isEqualTo(1);
    }

    @Test
    void a_catalog_that_only_this_machine_reaches_is_not_named(Bench bench) throws Exception {
        // The address is one that only stands for a host of the Internet; nothing is asked there but through this
        // server.
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        bench.run("catalog", "export", "BENCH/web");
        try (PythonServer server = new PythonServer(bench.path("web"))) {
            bench.run("catalog", "add", "web", server.url());

            assertThat(bench.run("invite", "web/1").out()).startsWith("'magnet:?");
        }
    }
}
