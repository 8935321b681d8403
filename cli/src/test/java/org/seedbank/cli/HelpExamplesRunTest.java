package org.seedbank.cli;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.Network;

/**
 * Every example of every help does what it says, in a home with a catalog of two datasets and a node. Those of one command
 * run one after another, as they stand, in a home of their own.
 */
@ExtendWith(Benches.class)
class HelpExamplesRunTest {

    /** Examples that do something to the world, each with the reason why it is only parsed. */
    private static final Map<String, String> NOT_RUN = Map.ofEntries(
            Map.entry("seedbank add https://example.org/weather.torrent --paused", "asks a server in the internet"),
            Map.entry("seedbank catalog create soil", "needs a login to Google Drive"),
            Map.entry("seedbank catalog create soil --folder 'Soil data' --share", "needs a login to Google Drive"),
            Map.entry("seedbank login --credentials credentials.json", "asks Google"),
            Map.entry("seedbank login --no-browser", "asks Google"),
            Map.entry("seedbank login --api-key", "asks Google"),
            Map.entry("seedbank doctor drive", "asks Google"),
            Map.entry("seedbank doctor drive --json", "asks Google"),
            Map.entry("seedbank trackers check", "asks trackers in the internet"),
            Map.entry(
                    "seedbank trackers check udp://tracker.example.org:6969 --json", "asks a tracker in the internet"),
            Map.entry("seedbank node install", "has the system's systemd start a node"),
            Map.entry("seedbank node install --serve-http 0.0.0.0:8090", "has the system's systemd start a node"),
            Map.entry("seedbank node uninstall", "changes what the system's systemd starts"),
            Map.entry("seedbank node uninstall --force", "changes what the system's systemd starts"),
            Map.entry("seedbank node run", "goes on until it is ended, and listens on a port that others may have"),
            Map.entry("seedbank node run --local --port 0", "goes on until it is ended"),
            Map.entry("seedbank node restart", "starts a process of its own"),
            Map.entry("seedbank node restart --serve-http 127.0.0.1:8090", "starts a process of its own"),
            Map.entry("seedbank tracker", "goes on until it is ended"),
            Map.entry("seedbank tracker --listen 127.0.0.1:6969 --catalog local", "goes on until it is ended"),
            Map.entry("seedbank tracker --members", "goes on until it is ended"),
            Map.entry("seedbank open", "opens a browser"),
            Map.entry("seedbank config edit", "opens an editor"),
            Map.entry("EDITOR=nano seedbank config edit", "opens an editor"),
            Map.entry("seedbank top", "needs a terminal"),
            Map.entry("NO_COLOR=1 seedbank top", "needs a terminal"),
            Map.entry("seedbank status --watch", "needs a terminal"),
            Map.entry("seedbank open-torrent weather.torrent", "asks a person, who sits at no test"),
            Map.entry("seedbank open-torrent weather.torrent --catalog local", "asks a person, who sits at no test"),
            Map.entry("seedbank get 1 -d here --foreground", "fetches from somebody else, as other tests do"),
            Map.entry("seedbank demo", "starts processes of its own, as its own test has it"),
            Map.entry("seedbank demo soil-2024 --keep", "starts processes of its own, as its own test has it"),
            Map.entry("seedbank install-desktop", "changes the desktop of this user"),
            Map.entry("seedbank install-desktop --remove", "changes the desktop of this user"));

    /** A catalog of somebody else, which is only written about. */
    private static final String OF_OTHERS = " alice/";

    /** Commands to which a word is the name of a dataset where it could be a place too. */
    private static final Set<String> NAMING = Set.of("du", "invite");

    private static final String LAB = "seedbank catalog add lab lab-catalog";

    /** What a person has done before, where the examples do not say it themselves. */
    private static final Map<String, List<String>> BEFORE = Map.ofEntries(
            Map.entry(
                    "schedule remove",
                    List.of("seedbank schedule add 22:00-06:00 daily", "seedbank schedule add 06:00-08:00 daily")),
            Map.entry("node cancel", List.of("seedbank node watch torrents -d copies")),
            Map.entry("catalog use", List.of(LAB)),
            Map.entry("catalog remove", List.of(LAB)),
            Map.entry("catalog check", List.of(LAB)),
            Map.entry("follow", List.of(LAB)),
            Map.entry("node drop", List.of(LAB)),
            Map.entry("config get", List.of("seedbank config set folder /data/datasets")),
            Map.entry(
                    "config unset",
                    List.of(
                            "seedbank config set folder /data/datasets",
                            "seedbank config set hook.finished 'echo done'")),
            Map.entry("node restore", List.of("seedbank node backup node.backup")),
            Map.entry("tracker key remove", List.of("seedbank tracker key add ben")),
            Map.entry("trackers remove", List.of("seedbank trackers add udp://tracker.example.org:6969")));

    /** Commands whose examples bring datasets to a node that has none of them yet. */
    private static final Set<String> FETCHING = Set.of("", "get", "add", "follow");

    private static final Pattern PLACE =
            Pattern.compile("(soil-202[45]|measurements|copies|part|archive/soil|moved/.*|linked|shelf"
                    + "|outbox|torrents|soil-bag|site|lab-catalog|[a-z0-9/-]+\\.(torrent|json|sha256|backup))(/.*)?");

    @Test
    void each_does_what_its_help_says(Bench bench, @TempDir Path fresh) throws Exception {
        prepare(bench, fresh);
        List<String> failed = new ArrayList<>();
        HelpExample.all().stream()
                .collect(groupingBy(HelpExample::command, LinkedHashMap::new, Collectors.toList()))
                .forEach((command, examples) -> {
                    try {
                        failed.addAll(run(bench, fresh, command, examples));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        assertThat(failed).isEmpty();
    }

    @Test
    void none_is_left_out_that_is_not_there() {
        List<String> lines = HelpExample.all().stream().map(HelpExample::line).toList();

        assertThat(lines).containsAll(NOT_RUN.keySet());
    }

    private static List<String> run(Bench bench, Path fresh, String command, List<HelpExample> examples)
            throws IOException, InterruptedException {
        renew(bench, fresh);
        FakeNode node = bench.nodes().run(Network.LOCAL);
        if (FETCHING.contains(command)) {
            receive(bench, node);
        } else {
            for (String name : List.of("soil-2024", "soil-2025")) {
                node.add(NewDataset.published(Metainfo.read(bench.path(name + ".torrent")), bench.path(name)));
            }
        }
        if (command.equals("publish")) {
            Files.delete(bench.path("soil.torrent"));
            bench.write("soil-2025/depth.csv", "station,depth\nA,11\n");
        }
        bench.nodes().allowStart();
        List<String> failed = new ArrayList<>();
        for (String line : BEFORE.getOrDefault(command, List.of())) {
            run(bench, new HelpExample(command, line)).ifPresent(failed::add);
        }
        for (HelpExample example : examples) {
            if (NOT_RUN.containsKey(example.line()) || example.line().contains(OF_OTHERS)) {
                continue;
            }
            if (example.line().startsWith("seedbank node start")) {
                bench.nodes().stop();
            }
            if (example.line().contains("elsewhere")) {
                receive(bench, bench.nodes().run(Network.LOCAL));
            }
            run(bench, example).ifPresent(failed::add);
        }
        return failed;
    }

    /** From now on all that the node is to fetch is there at once. */
    private static void receive(Bench bench, FakeNode node) {
        node.onAdd(() -> {
            for (DatasetView view : node.datasets()) {
                if (view.published()) {
                    continue;
                }
                try {
                    copy(bench.path("moved").resolve(view.name()), Path.of(view.path()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                node.change(view.name(), FakeView::seeding);
            }
        });
    }

    /** What went wrong, if anything did. */
    private static Optional<String> run(Bench bench, HelpExample example) throws InterruptedException {
        String[] arguments = example.words().stream()
                .skip(1)
                .map(word -> word.replace("/mnt/lab/catalog", "lab-catalog"))
                .map(word -> isPlace(example.command(), word) ? "BENCH/" + word : word)
                .toArray(String[]::new);
        Outcome outcome = bench.run(arguments);
        return outcome.exitCode() == 0
                ? Optional.empty()
                : Optional.of("%s%nends with %d: %s".formatted(example.line(), outcome.exitCode(), outcome.err()));
    }

    private static boolean isPlace(String command, String word) {
        return PLACE.matcher(word).matches() && !NAMING.contains(command);
    }

    /** A folder with what every command finds: two datasets, listed in the own catalog and in a second one. */
    private static void prepare(Bench bench, Path fresh) throws IOException, InterruptedException {
        Soil.write(bench);
        Soil.writeTo(bench, "measurements");
        bench.write("soil-2024/raw/depth.csv", "station,depth\nA,10.2\n");
        bench.write("soil-2025/ph.csv", "station,ph\nA,6.6\n");
        bench.write("soil-2025/raw/ph.csv", "station,ph\nA,6.61\n");
        bench.nodes().run(Network.LOCAL);
        for (String name : List.of("soil-2024", "soil-2025")) {
            assertThat(bench.run("publish", "BENCH/" + name).exitCode()).isZero();
            Files.copy(torrentFile(bench, name), bench.path(name + ".torrent"));
            copy(bench.path(name), bench.path("moved").resolve(name));
        }
        Files.copy(bench.path("soil-2024.torrent"), bench.path("soil.torrent"));
        Files.copy(bench.path("soil-2025.torrent"), bench.path("weather.torrent"));
        copy(bench.path("home/data/catalog"), bench.path("lab-catalog"));
        Metainfo soil = Metainfo.read(bench.path("soil.torrent"));
        bench.write("home/state/node/history", """
                {"time":"2026-05-17T08:03:00Z","event":"verified","key":"%s","name":"soil-2024","digest":"%s","serial":"local/1","detail":"all 2 files are intact"}
                """.formatted(
                soil.infoHashV1().orElseThrow().hex(), soil.datasetDigest().orElseThrow()));
        for (String folder : List.of("torrents", "outbox", "archive", "backups")) {
            Files.createDirectories(bench.path(folder));
        }
        copy(bench.path("."), fresh);
    }

    private static void renew(Bench bench, Path fresh) throws IOException {
        try (Stream<Path> all = Files.list(bench.path("."))) {
            for (Path each : all.toList()) {
                FolderDeletion.delete(each);
            }
        }
        copy(fresh, bench.path("."));
    }

    private static Path torrentFile(Bench bench, String name) throws IOException {
        try (Stream<Path> all = Files.list(bench.path("home/data/catalog"))) {
            return all.filter(file -> file.toString().endsWith(".torrent"))
                    .filter(file -> Metainfo.read(file).name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
