package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * Programs of others fetch from a node, and a home from them, byte for byte: a folder with unicode names, an empty file and many
 * small ones, and a lone file, in every format that the program can read. Those that cannot are named when something is published.
 */
@EnabledOnOs(OS.LINUX)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientsIT {

    private static final int SMALL_FILES = 200;
    private static final String EMPTY = DigestUtils.sha256Hex(new byte[0]);

    @TempDir
    static Path folder;

    private static Hosts hosts;
    private static Hosts.Wire wire;
    private static Host host;
    private static PythonTracker tracker;
    private static ProcessBench anna;
    private static String peer;
    private static final Map<TorrentFormat, List<Published>> PUBLISHED = new EnumMap<>(TorrentFormat.class);

    private ClientLab lab;

    /** A dataset of the publisher, and what {@code publish} said of it. */
    private record Published(String name, Path torrent, Map<String, String> digests, String infohash, String notFor) {}

    @BeforeAll
    static void publish() throws Exception {
        hosts = Hosts.open();
        wire = hosts.wire("192.168.77");
        host = hosts.host("anna", wire);
        tracker = PythonTracker.on(host);
        anna = new ProcessBench(Files.createDirectory(folder.resolve("anna")));
        run("node", "reach", "public");
        run("node", "start", "--port", "7001");
        peer = host.address() + ":7001";
        for (TorrentFormat format : TorrentFormat.values()) {
            String style = format.name().toLowerCase(java.util.Locale.ROOT);
            PUBLISHED.put(
                    format,
                    List.of(publishFolder("soil-" + style, style), publishFile("größe " + style + ".bin", style)));
        }
    }

    private static Published publishFolder(String name, String style) throws Exception {
        anna.writeRandom(name + "/depth.bin", 700_000);
        anna.writeRandom(name + "/Ä ö/größe – 測定 \uD83E\uDDEA.csv", 40_000);
        anna.files().write(name + "/empty.csv", "");
        for (int i = 0; i < SMALL_FILES; i++) {
            anna.files()
                    .write(
                            "%s/small/%d.txt".formatted(name, i),
                            "%s %d\n".formatted(name, i).repeat(i % 7 + 1));
        }
        return published(name, style);
    }

    private static Published publishFile(String name, String style) throws Exception {
        anna.writeRandom(name, 300_000);
        Files.writeString(anna.path(name), style, java.nio.file.StandardOpenOption.APPEND);
        return published(name, style);
    }

    private static Published published(String name, String style) throws Exception {
        String said = run("publish", "BENCH/" + name, "--format", style, "--tracker", tracker.url())
                .out();
        Path torrent =
                anna.path("home/data/catalog/" + said.replaceAll("(?s).*digest +([0-9a-f]{64}).*", "$1") + ".torrent");
        String infohash = Metainfo.parse(Files.readAllBytes(torrent))
                .infoHashV1()
                .map(hash -> hash.hex())
                .orElse("none");
        return new Published(
                name,
                torrent,
                digests(anna.path(name)),
                infohash,
                said.contains("\nnot for") ? said.replaceAll("(?s).*\nnot for +([^\n]*)\n.*", "$1") : "");
    }

    private static Outcome run(String... arguments) throws Exception {
        Outcome outcome = anna.start(host.under(), Map.of(), arguments).end();
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }

    @AfterAll
    static void end() throws Exception {
        try {
            if (anna != null) {
                anna.close();
            }
        } finally {
            if (tracker != null) {
                tracker.close();
            }
            if (hosts != null) {
                hosts.close();
            }
        }
    }

    @BeforeEach
    void open() throws Exception {
        Path own = Files.createTempDirectory(folder, "lab");
        lab = new ClientLab(own, hosts.host(own.getFileName().toString(), wire));
    }

    @AfterEach
    void close() throws InterruptedException {
        lab.close();
    }

    @ParameterizedTest
    @EnumSource
    @Order(1)
    void a_program_that_cannot_read_a_format_is_named_where_it_is_published_and_no_other(BitTorrentClient client)
            throws Exception {
        client.require();
        for (TorrentFormat format : TorrentFormat.values()) {
            for (Published each : PUBLISHED.get(format)) {
                boolean reads = client.reads(lab, each.torrent(), each.infohash());
                assertThat(reads)
                        .as("%s reads %s", client.title(), each.name())
                        .isEqualTo(client.formats().contains(format));
                assertThat(each.notFor().contains(client.title()))
                        .as("%s: %s", each.name(), each.notFor())
                        .isEqualTo(!reads);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @Order(2)
    void a_program_of_others_fetches_every_byte_from_a_node(BitTorrentClient client) throws Exception {
        client.require();
        List<Published> all = published(client.formats());
        Path target = lab.fresh("theirs");

        client.fetch(lab, torrents(all), target, peer);

        for (Published each : all) {
            ClientLab.eventually(
                    "has all of " + each.name(), () -> comparable(client, arrived(target.resolve(each.name())))
                            .equals(comparable(client, each.digests())));
        }
    }

    /** Ends the publisher first, so that nobody else has anything. */
    @ParameterizedTest
    @EnumSource
    @Order(3)
    void a_home_fetches_every_byte_from_a_program_of_others(BitTorrentClient client) throws Exception {
        client.require();
        anna.node().end();
        List<Published> all = published(client.gives());
        int port = client.seed(lab, torrents(all), anna.path("."));
        List<String> arguments = new ArrayList<>(List.of("get", "--wait", "--timeout", "120", "-d", "BENCH/ours"));
        arguments.addAll(List.of("--peer", lab.address() + ":" + port));
        torrents(all).forEach(torrent -> arguments.add(torrent.toString()));

        try (ProcessBench ben = new ProcessBench(lab.fresh("ben"))) {
            ben.start(host.under(), Map.of(), "node", "reach", "network").end();
            Outcome get = ben.start(host.under(), Map.of(), arguments.toArray(String[]::new))
                    .end();

            assertThat(get.exitCode()).as(get.err()).isZero();
            for (Published each : all) {
                assertThat(digests(ben.path("ours").resolve(each.name()))).isEqualTo(each.digests());
            }
        }
    }

    private static List<Published> published(Set<TorrentFormat> formats) {
        return formats.stream()
                .sorted()
                .flatMap(format -> PUBLISHED.get(format).stream())
                .toList();
    }

    private static List<Path> torrents(List<Published> all) {
        return all.stream().map(Published::torrent).toList();
    }

    /** Transmission makes no empty files, and WebTorrent some. */
    private static Map<String, String> comparable(BitTorrentClient client, Map<String, String> digests) {
        Map<String, String> compared = new TreeMap<>(digests);
        if (client == BitTorrentClient.TRANSMISSION || client == BitTorrentClient.WEBTORRENT) {
            compared.values().removeIf(EMPTY::equals);
        }
        return compared;
    }

    /** The digests of what a program writes just now; none at a moment when it renames a file. */
    private static Map<String, String> arrived(Path root) throws IOException {
        try {
            return digests(root);
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Map.of();
            }
            throw e;
        }
    }

    /** The SHA-256 of each file by its path, without padding that programs leave behind; empty of nothing. */
    private static Map<String, String> digests(Path root) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        if (!Files.exists(root)) {
            return digests;
        }
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path each : walk.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(each).toString();
                if (!name.startsWith(".pad/")) {
                    digests.put(name, DigestUtils.sha256Hex(Files.readAllBytes(each)));
                }
            }
        }
        return digests;
    }
}
