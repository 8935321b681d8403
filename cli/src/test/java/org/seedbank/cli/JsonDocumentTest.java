package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Withdrawal;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.cli.catalog.CopyState;
import org.seedbank.cli.catalog.ListJson;
import org.seedbank.cli.catalog.ListTextTest;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.verify.FixityJson;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.fixity.FixityReference;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.interchange.FixityVerification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.ScheduleText;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/** {@code src/site/json.md} says what {@code --json} prints: every field that is there, and none that is not. */
@ExtendWith(Benches.class)
class JsonDocumentTest {

    private static final String ABOUT = """
            {"title": "Soil", "description": "Two plots.", "version": "1.1", "keywords": ["ph"], "doi": "10.5555/soil",
             "licenses": [{"name": "CC0-1.0"}], "contributors": [{"title": "A. Meadows"}]}
            """;

    @Test
    void describes_every_field_that_is_printed_and_no_other(Bench bench) throws Exception {
        JsonDocument document = new JsonDocument(Files.readString(LauncherBench.TREE.resolve("src/site/json.md")));

        publishAndFetch(bench, document);
        list(bench, document);
        remoteList(bench, document);
        catalogs(bench, document);
        damage(bench, document);
        foreign(bench, document);
        resumed(bench, document);
        bag(bench, document);
        signedList(bench, document);
        sharedSerial(bench, document);

        namedList(bench, document);
        node(bench, document);
        allCopies(bench, document);
        trackerKeys(bench, document);
        compare(document, "failure", bench.run("show", "nowhere.torrent", "--json"));

        assertThat(document.differences()).isEmpty();
        assertThat(document.unseen()).isEmpty();
    }

    private static void publishAndFetch(Bench bench, JsonDocument document) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/datapackage.json", ABOUT);
        bench.write("soil-2024/x.tmp", "x");
        Running publisher = bench.publish(
                "--json", "BENCH/soil-2024", "--exclude", "*.tmp", "--exclude", "none", "--format", "hybrid");
        compare(document, "get", bench.run("get", "--foreground", "1", "--json", "-d", "BENCH/copy"));
        compare(
                document,
                "edit",
                bench.run(
                        "edit",
                        "1",
                        "--json",
                        "--add-seed-address",
                        "127.0.0.1:6881",
                        "--add-tracker",
                        "udp://[::1]:1"));
        compare(
                document,
                "get",
                bench.run("get", "--foreground", "1", "--json", "-d", "BENCH/part", "--include", "ph.csv"));
        compare(document, "publish", publisher.interrupt());
        compare(document, "trackers list", bench.run("trackers", "add", "--json", "udp://127.0.0.1:1"));
        compare(document, "trackers check", bench.run("trackers", "check", "--json"));
        bench.run("trackers", "remove", "udp://127.0.0.1:1");
        compare(
                document,
                "publish",
                bench.run("publish", "--json", "--dry-run", "BENCH/soil-2024", "--exclude", "*.tmp"));
    }

    private static void trackerKeys(Bench bench, JsonDocument document) throws Exception {
        compare(document, "tracker key add", bench.run("tracker", "key", "add", "ada", "--json"));
        compare(document, "tracker key list", bench.run("tracker", "key", "list", "--json"));
    }

    private static void list(Bench bench, JsonDocument document) throws Exception {
        Catalog catalog = Catalogs.in(bench.path("home/data/catalog"));
        Sha256 digest = catalog.list().entries().get(0).entry().digest();
        catalog.describe(digest, entry -> entry.supersedes(new Sha256(Soil.DIGEST)));
        catalog.withdraw(digest, new Withdrawal(Optional.of("wrong units"), Optional.of(new Sha256("2".repeat(64)))));
        bench.write("home/data/catalog/torn.json", "{");
        compare(document, "list", bench.run("list", "--json"));
        compare(
                document,
                "publish",
                bench.publish("--json", "BENCH/soil-2024", "--exclude", "*.tmp").interrupt());
        compare(document, "catalog export", bench.run("catalog", "export", "--json", "BENCH/web"));
        new StateOnDisk(bench, torrentKey(catalog)).verified().chosen().write();
        compare(document, "list", bench.run("list", "--json"));
        compare(document, "show", bench.run("show", "1", "--json"));
        compare(document, "show", bench.run("show", "BENCH/home/data/catalog/" + digest + ".torrent", "--json"));
    }

    private static String torrentKey(Catalog catalog) throws InterruptedException {
        return catalog.list()
                .entries()
                .get(0)
                .entry()
                .infohashV1()
                .orElseThrow()
                .hex();
    }

    /** A list as a remote catalog gives it that is away, with torrents that nobody made an entry of. */
    private static void remoteList(Bench bench, JsonDocument document) throws Exception {
        CatalogSource source = CatalogSet.of(Catalogs.in(bench.path("remote"))).first();
        CatalogAnswer answer = new CatalogAnswer(source, Optional.of(ListTextTest.remote()), Optional.empty());
        document.compare("list", printed(ListJson.of(List.of(answer), "", entry -> CopyState.ABSENT)));
    }

    /** Lists of which one has a name, and another cannot be read. */
    private static void namedList(Bench bench, JsonDocument document) throws Exception {
        bench.run("catalog", "add", "away", "dir:BENCH/away", "--no-check");
        compare(document, "list", bench.run("list", "--json"));
    }

    private static void catalogs(Bench bench, JsonDocument document) throws Exception {
        compare(document, "catalog list", bench.run("catalog", "list", "--json"));
        compare(document, "doctor drive", bench.run("doctor", "drive", "--json"));
        Path torrent;
        try (Stream<Path> files = Files.list(bench.path("home/data/catalog"))) {
            torrent = files.filter(each -> each.toString().endsWith(".torrent"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(torrent);
        Files.write(torrent, new byte[] {'d', 'e'});
        compare(document, "catalog check", bench.run("catalog", "check", "--json"));
        Files.write(torrent, bytes);
    }

    private static void damage(Bench bench, JsonDocument document) throws Exception {
        bench.write("copy/soil-2024/ph.csv", Soil.PH.replace('6', '9'));
        bench.write("copy/soil-2024/depth.csv", "short");
        Files.delete(bench.path("copy/soil-2024/datapackage.json"));
        Files.createDirectory(bench.path("copy/soil-2024/datapackage.json"));
        bench.write("copy/soil-2024/notes.txt", "");
        compare(document, "verify", bench.run("verify", "1", "BENCH/copy/soil-2024", "--json"));
        compare(
                document,
                "verify --repair",
                bench.run("verify", "1", "BENCH/copy/soil-2024", "--json", "--repair", "--from", "BENCH/soil-2024"));
    }

    /** A torrent as other programs make it, of two files in one piece, and a copy that has only the first of them. */
    private static void foreign(Bench bench, JsonDocument document) throws Exception {
        Files.writeString(bench.path("odd.torrent"), ShowTest.ODD);
        compare(document, "show", bench.run("show", "BENCH/odd.torrent", "--json"));
        ByteArrayOutputStream torrent = new ByteArrayOutputStream();
        torrent.writeBytes(("d4:infod5:filesld6:lengthi3e4:pathl1:aeed6:lengthi3e4:pathl1:beee"
                        + "4:name3:two12:piece lengthi16384e6:pieces20:")
                .getBytes(StandardCharsets.US_ASCII));
        torrent.writeBytes(DigestUtils.sha1("one" + "two"));
        torrent.writeBytes("ee".getBytes(StandardCharsets.US_ASCII));
        Files.write(bench.path("two.torrent"), torrent.toByteArray());
        bench.write("two/a", "one");
        compare(document, "show", bench.run("show", "BENCH/two.torrent", "--json"));
        bench.write("two/Thumbs.db", "");
        compare(document, "verify", bench.run("verify", "BENCH/two.torrent", "BENCH/two", "--json"));
        VerifyOddTest.write(bench, "3:md532:" + "0".repeat(32) + "5:mtime10:1700000000", VerifyOddTest.LINK);
        compare(document, "show", bench.run("show", "BENCH/odd.torrent", "--json"));
        compare(document, "verify", bench.run("verify", "BENCH/odd.torrent", "BENCH/odd", "--json"));
    }

    /** A report whose run went on from a checkpoint, which no run of a moment leaves. */
    private static void resumed(Bench bench, JsonDocument document) throws Exception {
        Metainfo torrent = Metainfo.read(bench.path("two.torrent"));
        FixityReport read = Verification.run(torrent, bench.path("two"), file -> true, 1, Progress.NONE);
        FixityReport resumed = new FixityReport(
                read.reference(),
                read.root(),
                read.findings(),
                read.digests(),
                read.extras(),
                read.started(),
                read.ended(),
                3,
                List.of(),
                List.of("something that a person should know"));
        document.compare("verify", printed(FixityJson.of(resumed)));
    }

    private static JsonObject printed(Object result) throws IOException {
        StringWriter printed = new StringWriter();
        JsonOutput.write(result, printed);
        return JsonParser.parseString(printed.toString()).getAsJsonObject();
    }

    /** A bag with one file still to be fetched and one that it does not list. */
    private static void bag(Bench bench, JsonDocument document) throws Exception {
        bench.run("bag", "BENCH/two", "BENCH/bag");
        Files.move(bench.path("bag/data/a"), bench.path("bag/data/b"));
        bench.write("bag/fetch.txt", "https://example.org/a - data/a\n");
        compare(document, "verify", bench.run("verify", "BENCH/bag", "--json"));
    }

    /** A list whose signature was checked, as if this machine had the key. */
    private static void signedList(Bench bench, JsonDocument document) throws Exception {
        Path list = bench.write("list", DigestUtils.sha256Hex("early") + "  a\n");
        bench.write("listed/a", "early");
        FixityReport report =
                FixityVerification.ofList(list, bench.path("listed")).run(1, Progress.NONE);
        FixityReference signed = new FixityReference.OfList(
                "list",
                "sha256sum",
                Sha256.digestOf(new byte[0]),
                Optional.of(new FixityReference.Signature(true, Optional.of("6A5B"), Optional.of("Soil Lab"))));
        document.compare(
                "verify",
                printed(FixityJson.of(new FixityReport(
                        signed,
                        report.root(),
                        report.findings(),
                        report.digests(),
                        report.extras(),
                        report.started(),
                        report.ended()))));
    }

    /** Two publishers took the number 1 in one synced folder, and the torrent of the later one is damaged in the end. */
    private static void sharedSerial(Bench bench, JsonDocument document) throws Exception {
        Path both = bench.path("both");
        for (String name : List.of("early", "late")) {
            bench.write(name + "/a", name);
            bench.publish("BENCH/" + name, "--catalog", "dir:BENCH/" + (name.equals("early") ? "both" : "apart"))
                    .interrupt();
        }
        try (Stream<Path> files = Files.list(bench.path("apart"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    Files.move(file, both.resolve(file.getFileName()));
                }
            }
        }
        Catalog catalog = Catalogs.in(both);
        List<Listed> entries = catalog.list().entries();
        catalog.describe(entries.get(1).entry().digest(), entry -> entry.version("2")
                .supersedes(entries.get(0).entry().digest()));
        compare(document, "list", bench.run("list", "--json", "--catalog", "dir:BENCH/both"));
        compare(document, "show", bench.run("show", "1", "--json", "--catalog", "dir:BENCH/both"));
        compare(document, "show", bench.run("show", "1b", "--json", "--catalog", "dir:BENCH/both"));
        compare(
                document,
                "publish",
                bench.publish("--json", "BENCH/late", "--catalog", "dir:BENCH/both")
                        .interrupt());
        bench.run("describe", "1b", "--title", "Late", "--catalog", "dir:BENCH/both");
        Path torrent =
                both.resolve(Catalogs.in(both).list().entries().get(1).entry().digest() + ".torrent");
        compare(document, "show", bench.run("show", torrent.toString(), "--json"));
        Files.write(torrent, new byte[] {'d', 'e'});
        compare(document, "catalog check", bench.run("catalog", "check", "dir:BENCH/both", "--json"));
    }

    /** One copy that is whole, one that is gone, and one that has not arrived. */
    private static void allCopies(Bench bench, JsonDocument document) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        bench.write("whole/ph.csv", Soil.PH);
        bench.write("gone/ph.csv", "7");
        bench.run("publish", "BENCH/whole");
        bench.run("publish", "BENCH/gone");
        FolderDeletion.delete(bench.path("gone"));
        node.put(FakeView.named("ice", "1".repeat(64), "1".repeat(40)).view());
        compare(document, "verify --all", bench.run("verify", "--all", "--json"));
        compare(
                document,
                "get --dry-run",
                bench.run(
                        "get",
                        "1",
                        "whole",
                        "magnet:?xt=urn:btih:" + "5".repeat(40),
                        "-d",
                        "BENCH",
                        "--dry-run",
                        "--json"));
        compare(document, "invite", bench.run("invite", "whole", "--json"));
        node.put(FakeView.named("rain", "2".repeat(64), "2".repeat(40))
                .seeding()
                .sources(new Source(
                        Source.Kind.TRACKER,
                        "udp://t.example.org:80",
                        Source.State.WORKING,
                        Optional.empty(),
                        Optional.of(Instant.EPOCH),
                        Optional.empty(),
                        OptionalInt.of(5),
                        OptionalInt.of(2)))
                .view());
        node.tells(List.of(new DiskUse(Path.of("/data"), 1, 1000, Optional.of(1L), Optional.of(2L))));
        compare(document, "config", bench.run("config", "--json"));
        compare(document, "du", bench.run("du", "--json"));
        compare(document, "df", bench.run("df", "--json"));
    }

    /** A node whose datasets have all that one can have, and that was told everything that one can be told. */
    private static void node(Bench bench, JsonDocument document) throws Exception {
        FakeNode node = bench.nodes().run(Network.LOCAL);
        Limits all = new Limits(Optional.of(1L), Optional.of(2L), Optional.of(2.5));
        node.put(FakeView.named("ice", "1".repeat(64), "1".repeat(40))
                .why("nobody has it")
                .limits(all)
                .traffic(new DatasetView.Moves(1, 2, 3, 4, 5, 6, 7, 8))
                .view());
        node.put(FakeView.named("rain", "2".repeat(64), "2".repeat(40))
                .damaged("a")
                .note("mended a")
                .taken(new TakenFiles(1, 2, List.of("'snow' (1)")))
                .sources(
                        Source.notAsked(Source.Kind.TRACKER, "http://10.0.0.7/", NotAsked.PRIVATE),
                        new Source(
                                Source.Kind.TRACKER,
                                "udp://t.example.org:80",
                                Source.State.WORKING,
                                Optional.of("hello"),
                                Optional.of(Instant.EPOCH),
                                Optional.of(Instant.EPOCH),
                                OptionalInt.of(1),
                                OptionalInt.of(2),
                                Optional.of(Source.Fault.REFUSED)))
                .view());
        node.add(NewDataset.published(Metainfo.read(bench.path("two.torrent")), bench.path("two")));
        node.add(NewDataset.published(
                Metainfo.read(bench.path("home/data/catalog/")
                        .resolve(Catalogs.in(bench.path("home/data/catalog"))
                                        .list()
                                        .entries()
                                        .get(0)
                                        .entry()
                                        .digest() + ".torrent")),
                bench.path("soil-2024")));
        node.finds(Finding.of(Finding.Kind.NODE_WELL, "2024"), Finding.of(Finding.Kind.UDP_BLOCKED, "50", "http://t/"));
        compare(document, "status", bench.run("status", "--json"));
        compare(document, "doctor", bench.run("doctor", "rain", "--json"));

        node.serve(new HttpServed(
                new HttpServing(HttpServing.place("[::1]:80"), Optional.of("http://data.example.org/"), true),
                "4a",
                1,
                2,
                3,
                4,
                5));
        node.track(new TrackerFacts(List.of(new HostPort("::", 6969)), List.of("local"), 1, false, false));
        node.limit(all);
        node.schedule(List.of(ScheduleText.parse("08:00-18:00 mon-fri up 100K down 1M")));
        bench.run("node", "watch", "BENCH/in", "-d", "BENCH/out");
        bench.run("node", "drop", "BENCH/in", "--catalog", "local", "--quiet-for", "90s");
        bench.run("follow", "local", "--match", "ph", "-d", "BENCH/out", "--every", "1h");
        bench.run("link", "ice", "BENCH/app", "--symbolic");
        node.tells("drop-2", "published 'a'", "'b' is not readable");
        bench.run("node", "network", "--proxy", "socks5h://anna:word@proxy.example");
        compare(document, "node status", bench.run("node", "status", "--json"));
        compare(document, "network", bench.run("node", "network", "--json"));
        bench.write("home/state/node/history", """
                {"time":"2026-05-17T08:03:00Z","event":"verified","key":"%s","name":"soil","digest":"%s","serial":"3","detail":"x"}
                """.formatted("a".repeat(40), "c".repeat(64)));
        compare(document, "history", bench.run("history", "--json"));
    }

    private static void compare(JsonDocument document, String command, Outcome outcome) {
        document.compare(
                command,
                JsonParser.parseString(outcome.out().replace(": NUMBER", ": 0")).getAsJsonObject());
    }
}
