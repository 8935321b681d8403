package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The only peer has other bytes than were published: that is told, and not that nobody has it. */
@EnabledOnOs(OS.LINUX)
class WrongBytesIT {

    /** Believes what it is told to have, and sends it. Tells its port, and ends with its standard input. */
    private static final String LIAR = """
        import sys, libtorrent as lt
        session = lt.session({'listen_interfaces': '127.0.0.1:0', 'enable_dht': False, 'enable_lsd': False,
                              'enable_upnp': False, 'enable_natpmp': False})
        wanted = lt.add_torrent_params()
        wanted.ti = lt.torrent_info(sys.argv[1])
        wanted.save_path = sys.argv[2]
        wanted.have_pieces = [True] * wanted.ti.num_pieces()
        handle = session.add_torrent(wanted)
        while not handle.status().is_seeding:
            session.wait_for_alert(100)
            session.pop_alerts()
        print(session.listen_port(), flush=True)
        sys.stdin.read()
        """;

    @TempDir
    private Path folder;

    @Test
    void get_says_who_sent_it_and_exits_3_with_the_node_and_without() throws Exception {
        try (ProcessBench anna = new ProcessBench(Files.createDirectory(folder.resolve("anna")));
                ProcessBench ben = new ProcessBench(Files.createDirectory(folder.resolve("ben")));
                ProcessBench carl = new ProcessBench(Files.createDirectory(folder.resolve("carl")))) {
            Soil.write(anna.files());
            Outcome publish = anna.run("publish", "BENCH/soil-2024");
            assertThat(publish.exitCode()).as(publish.err()).isZero();
            anna.node().end();
            Path torrent = torrent(anna);
            for (var file : Soil.files().entrySet()) {
                anna.files()
                        .write(
                                "wrong/soil-2024/" + file.getKey(),
                                "#".repeat(file.getValue().length()));
            }

            Process liar = liar(torrent, anna.path("wrong"));
            try {
                String port = liar.inputReader().readLine();
                assertThat(port).as("the port of the peer").matches("[0-9]+");
                String peer = "127.0.0.1:" + port;
                List<String> command =
                        List.of("get", torrent.toString(), "-d", "BENCH/copies", "--peer", peer, "--timeout", "30");
                Child node = ben.start(with(command, "--wait"));
                Child foreground = carl.start(with(command, "--foreground"));

                for (Child each : List.of(node, foreground)) {
                    Outcome get = each.end();
                    assertThat(get.err())
                            .contains("peer " + peer + " sent bytes of 'soil-2024' that are not what was published\n"
                                    + "seedbank: hint: ask them to verify their copy");
                    assertThat(get.exitCode()).isEqualTo(3);
                }
                assertThat(ben.run("status", "soil-2024").out()).contains("it has sent wrong bytes, and is left out");
            } finally {
                liar.destroyForcibly().waitFor();
            }
        }
    }

    private static Process liar(Path torrent, Path data) throws IOException, InterruptedException {
        ProcessBuilder found = new ProcessBuilder("/usr/bin/python3", "-c", "import libtorrent");
        found.environment().remove("LD_PRELOAD");
        assumeThat(Files.exists(Path.of("/usr/bin/python3")) && found.start().waitFor() == 0)
                .as("python3-libtorrent is not installed")
                .isTrue();
        ProcessBuilder builder =
                new ProcessBuilder("/usr/bin/python3", "-c", LIAR, torrent.toString(), data.toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT).environment().remove("LD_PRELOAD");
        return builder.start();
    }

    private static String[] with(List<String> command, String option) {
        return Stream.concat(command.stream(), Stream.of(option)).toArray(String[]::new);
    }

    private static Path torrent(ProcessBench bench) throws IOException {
        try (Stream<Path> files = Files.list(bench.path("home/data/catalog"))) {
            return files.filter(file -> file.toString().endsWith(".torrent"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
