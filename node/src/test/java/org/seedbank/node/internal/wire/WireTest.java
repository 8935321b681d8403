package org.seedbank.node.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.SampleTorrents;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

class WireTest {

    private static final SwarmKey KEY = new SwarmKey("0123456789".repeat(4));
    private static final Path FOLDER = Path.of("/data/größe \"1\"");

    /** What no message has in it, but a record of the program may. */
    record Ratio(OptionalDouble value) {}

    private static <T> T read(String json, Class<T> type) {
        try {
            return Wire.request(new StringReader(json), type);
        } catch (IOException e) {
            throw new AssertionError("memory can be read", e);
        }
    }

    private static <T> void staysTheSame(T value, Class<T> type) {
        assertThat(read(Wire.text(value), type)).isEqualTo(value);
    }

    @Test
    void a_time_is_sent_with_milliseconds_at_most() {
        assertThat(Wire.text(new OneTime(Instant.parse("2024-05-17T12:00:00.123456789Z"))))
                .isEqualTo("{\"time\":\"2024-05-17T12:00:00.123Z\"}");
    }

    private record OneTime(Instant time) {}

    @Test
    void a_dataset_is_an_object_of_all_its_fields() {
        DatasetView view = new DatasetView(
                KEY,
                "soil",
                Optional.of(new Sha256("ab".repeat(32))),
                Optional.of(new InfoHash(KEY.hex())),
                Optional.empty(),
                "/data/soil",
                false,
                FakeNode.STARTED,
                "get",
                DatasetState.NOT_THERE,
                Optional.of("its disk is not mounted"),
                new DatasetView.Amounts(1, 2, 3, 4, 5, 6),
                new DatasetView.Moves(1, 2, 3, 4, 5, 6, 7, 8),
                new Limits(Optional.of(0L), Optional.empty(), Optional.of(1.5)),
                List.of("a\nb"),
                Optional.of(Instant.EPOCH),
                new DatasetView.Upkeep(Optional.of(Instant.EPOCH), Optional.empty(), Optional.of("mended")),
                List.of(Source.notAsked(Source.Kind.TRACKER, "http://127.0.0.1/a", NotAsked.PRIVATE)),
                true,
                Optional.of(new TakenFiles(2, 9, List.of("'soil' (1)"))));
        assertThat(Wire.text(view)).isEqualTo("""
                        {"key":"%s","name":"soil","digest":"%s","infohashV1":"%s","path":"/data/soil",\
                        "published":false,"added":"2026-05-17T08:00:00Z","origin":"get","state":"not there",\
                        "why":"its disk is not mounted","amounts":{"bytesDone":1,"bytesWanted":2,"bytesTotal":3,\
                        "filesWanted":4,"filesTotal":5,"filesDamaged":6},"traffic":{"downloadRate":1,"uploadRate":2,\
                        "downloaded":3,"uploaded":4,"peers":5,"seeds":6,"rejected":7,"banned":8},\
                        "limits":{"up":0,"ratio":1.5},"damaged":["a\\nb"],"verified":"1970-01-01T00:00:00Z",\
                        "upkeep":{"looked":"1970-01-01T00:00:00Z","note":"mended"},\
                        "sources":[{"kind":"tracker","address":"http://127.0.0.1/a","state":"not asked","word":"private"}],"private":true,"taken":{"files":2,"bytes":9,"from":["'soil' (1)"]},"ratio":1.3333333333333333}""".formatted(KEY, "ab".repeat(32), KEY));
        staysTheSame(view, DatasetView.class);
        staysTheSame(new Changes(7, List.of(view), List.of(KEY)), Changes.class);
        staysTheSame(new Messages.Datasets(List.of(view)), Messages.Datasets.class);
    }

    @Test
    void orders_say_their_kind() {
        assertThat(Wire.text(new Order.Drop(Path.of("/in"), Optional.empty())))
                .isEqualTo("{\"kind\":\"drop\",\"folder\":\"/in\"}");
        List<Order> orders = List.of(
                new Order.Watch(FOLDER, Path.of("/to")),
                new Order.Drop(FOLDER, Optional.of("lab"), Optional.of(Duration.ofSeconds(30))),
                new Order.Follow(Optional.empty(), Optional.of("soil"), FOLDER, Optional.of(Duration.ofMinutes(5))),
                new Order.Link(KEY, FOLDER, true));
        for (Order order : orders) {
            staysTheSame(order, Order.class);
            OrderView view = new OrderView(
                    "watch-1",
                    order,
                    FakeNode.STARTED,
                    List.of("x"),
                    Optional.of("y"),
                    List.of("y"),
                    List.of("z"),
                    Optional.of(FakeNode.STARTED),
                    Optional.empty());
            staysTheSame(view, OrderView.class);
            staysTheSame(new Messages.Orders(List.of(view)), Messages.Orders.class);
        }
    }

    @Test
    void what_a_node_of_an_earlier_version_says_of_itself_is_understood() throws Exception {
        String earlier = """
                {"version":"0.14.0","pid":4711,"started":"2026-01-02T03:04:05.000Z","network":"public","peerPort":6881,
                "controlPort":40001,"datasets":2,"downloadRate":0,"uploadRate":0,"limits":{},"scheduled":false,
                "warnings":[]}""";

        NodeFacts facts = Wire.answer(new StringReader(earlier), NodeFacts.class);

        assertThat(facts.peerPort()).isEqualTo(6881);
        assertThat(facts.networking()).isEmpty();
        assertThat(facts.tracker()).isEmpty();
        assertThat(facts.allowPrivate()).isEmpty();
    }

    @Test
    void everything_else_stays_the_same_too() throws Exception {
        FakeNode node = new FakeNode();
        node.warns("the disk is nearly full");
        NodeFacts facts = node.facts();
        staysTheSame(facts, NodeFacts.class);
        assertThat(Wire.text(facts)).contains("\"network\":\"local\"");
        staysTheSame(new FixityFindings(FakeNode.STARTED, true, Set.of(2, 1)), FixityFindings.class);
        staysTheSame(new Messages.Place(FOLDER), Messages.Place.class);
        Optional<Path> socket = Optional.of(Path.of("/home/ada/node/control.sock"));
        staysTheSame(
                new ControlFile(1, 2, 3, "t", socket, Optional.of("h"), Optional.of("b"), "v", FakeNode.STARTED),
                ControlFile.class);
        staysTheSame(control("t"), ControlFile.class);
        staysTheSame(new Messages.Reach(Optional.of(Network.PRIVATE)), Messages.Reach.class);
        staysTheSame(new Messages.Serial("group/3"), Messages.Serial.class);
        staysTheSame(new Messages.Reach(Optional.empty()), Messages.Reach.class);
        staysTheSame(
                new Messages.Magnet("magnet:?x", Optional.of(true), Duration.ofMillis(1500)), Messages.Magnet.class);
        staysTheSame(new Messages.ErrorBody(new Messages.Problem("a", "b", "c")), Messages.ErrorBody.class);
        staysTheSame(new Ratio(OptionalDouble.empty()), Ratio.class);
        staysTheSame(new Ratio(OptionalDouble.of(0.1)), Ratio.class);
        assertThat(control("secret").toString()).doesNotContain("secret");
    }

    @Test
    void a_new_dataset_carries_its_torrent() throws Exception {
        InetSocketAddress four = new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 1);
        byte[] six = new byte[16];
        six[15] = 1;
        NewDataset given = new NewDataset(
                SampleTorrents.named("soil"),
                FOLDER,
                true,
                Optional.of(Set.of(3, 1, 2)),
                List.of(four, new InetSocketAddress(InetAddress.getByAddress(six), 65535)),
                true,
                false,
                "watch-1");
        String json = Wire.text(given);
        assertThat(json).contains("\"files\":[1,2,3],\"peers\":[\"192.0.2.1:1\",\"[0:0:0:0:0:0:0:1]:65535\"]");
        NewDataset read = read(json, NewDataset.class);
        assertThat(read.torrent().bytes()).isEqualTo(given.torrent().bytes());
        assertThat(List.of(read.place(), read.name(), read.published(), read.origin()))
                .isEqualTo(List.of(given.place(), given.name(), given.published(), given.origin()));
        assertThat(read.files()).isEqualTo(given.files());
        assertThat(read.peers()).isEqualTo(given.peers());
        assertThat(read.allowPrivate()).isEmpty();
        assertThat(read(Wire.text(given.allowingPrivate()), NewDataset.class).allowPrivate())
                .contains(true);
        List<Sha256> versions = List.of(new Sha256("ab".repeat(32)));
        assertThat(read.versions()).isEmpty();
        assertThat(read(Wire.text(given.besideVersions(versions)), NewDataset.class)
                        .versions())
                .contains(versions);
        assertThat(given.besideVersions(List.of()).versions()).isEmpty();
        assertThat(read.renameUnsafe()).isEmpty();
        assertThat(Wire.text(given.renamingUnsafe())).contains("\"renameUnsafe\":true");
        assertThat(read(Wire.text(given.renamingUnsafe()), NewDataset.class).renameUnsafe())
                .contains(true);
    }

    @Property(tries = 300)
    void limits_and_rules_stay_the_same(
            @ForAll("rates") Optional<Long> up,
            @ForAll("rates") Optional<Long> down,
            @ForAll("ratios") Optional<Double> ratio,
            @ForAll @IntRange(max = 1439) int minute,
            @ForAll Set<DayOfWeek> days) {
        staysTheSame(new Limits(up, down, ratio), Limits.class);
        if (!days.isEmpty()) {
            LocalTime time = LocalTime.ofSecondOfDay(60L * minute);
            ScheduleRule rule = new ScheduleRule(time, LocalTime.MIDNIGHT, days, up, down);
            staysTheSame(new Messages.Schedule(List.of(rule)), Messages.Schedule.class);
        }
    }

    @Provide
    Arbitrary<Optional<Long>> rates() {
        return Arbitraries.longs().greaterOrEqual(0).optional();
    }

    @Provide
    Arbitrary<Optional<Double>> ratios() {
        return Arbitraries.doubles().greaterOrEqual(0).optional();
    }

    @Property(tries = 300)
    void any_text_stays_the_same(@ForAll String text) {
        staysTheSame(new Messages.Problem(text, "", text), Messages.Problem.class);
    }

    @Property(tries = 2000)
    void any_text_is_read_or_refused(@ForAll("nearlyJson") String text) {
        for (Class<?> type : List.of(Limits.class, Order.class, Messages.Schedule.class, NewDataset.class)) {
            try {
                assertThat((Object) read(text, type)).isNotNull();
            } catch (NodeException.BadRequest e) {
                assertThat(e).hasMessageMatching("[^\\n]+");
            }
        }
    }

    @Provide
    Arbitrary<String> nearlyJson() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        ",",
                        "null",
                        "1",
                        "-1",
                        "1e999",
                        "0.5",
                        "\"up\"",
                        "\"kind\"",
                        "\"watch\"",
                        "\"folder\"",
                        "\"rules\"",
                        "\"\\u0000\"",
                        "true",
                        "\"",
                        "\\",
                        "//",
                        "'",
                        " ",
                        "\u0000",
                        "NaN")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Test
    void an_absent_limit_is_none() {
        assertThat(read("{}", Limits.class)).isEqualTo(Limits.NONE);
        assertThat(read("{\"up\":null}", Limits.class)).isEqualTo(Limits.NONE);
    }

    @Test
    void answers_of_a_later_version_are_understood() throws Exception {
        assertThat(Wire.answer(new StringReader("{\"up\":1,\"sideways\":{\"a\":[1]}}"), Limits.class)
                        .up())
                .contains(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"up\":\"1\"}|'up' must be a whole number",
                "{\"up\":1.5}|'up' must be a whole number",
                "{\"up\":99999999999999999999}|'up' must be a whole number",
                "{\"up\":true}|'up' must be a whole number",
                "{\"ratio\":\"x\"}|'ratio' must be a number",
                "{\"ratio\":1e999}|it is not valid JSON, or too deep, at 'ratio'",
                "{\"up\":-1}|the JSON is not allowed: a rate is a number from 0, not -1",
                "{\"upp\":1}|'upp' is not a field that is known here",
                "{\"up\":1,\"up\":2}|'up' is there twice",
                "[]|the JSON must be an object",
                "null|the JSON must be an object",
                "1|the JSON must be an object",
                "{\"up\":1|the JSON ends before it is complete",
                "{\"up\":1}x|it is not valid JSON, or too deep, at the JSON",
                "{\"up\":1}{}|it is not valid JSON, or too deep, at the JSON",
                "{up:1}|it is not valid JSON, or too deep, at the JSON",
            })
    void limits_that_are_none_are_refused(String json, String message) {
        assertThatThrownBy(() -> read(json, Limits.class))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|'kind' must be one of drop, follow, link, watch",
                "{\"kind\":\"fly\"}|'kind' must be one of drop, follow, link, watch",
                "{\"kind\":1}|'kind' must be one of drop, follow, link, watch",
                "{\"kind\":\"watch\",\"folder\":\"/a\"}|'target' is missing",
                "{\"kind\":\"watch\",\"folder\":\"a\",\"target\":\"/b\"}|'folder' must be an absolute path",
                "{\"kind\":\"watch\",\"folder\":null,\"target\":\"/b\"}|'folder' must be an absolute path",
                "{\"kind\":\"watch\",\"folder\":\"/\\u0000\",\"target\":\"/b\"}|'folder' must be an absolute path",
                "{\"kind\":\"link\",\"key\":\"AB\",\"folder\":\"/a\",\"symbolic\":true}|'key' must be 40 lower-case hex digits",
                "{\"kind\":\"link\",\"key\":\"x\",\"folder\":\"/a\",\"symbolic\":\"true\"}|'key' must be 40 lower-case hex digits",
                "[]|the JSON must be an object",
            })
    void orders_that_are_none_are_refused(String json, String message) {
        assertThatThrownBy(() -> read(json, Order.class))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessage(message);
    }

    @Test
    void what_is_wrong_inside_is_said_with_its_place() {
        String rule = "{\"rules\":[{\"from\":\"25:00\",\"to\":\"10:00\",\"days\":[\"monday\"]}]}";
        assertThatThrownBy(() -> read(rule, Messages.Schedule.class))
                .hasMessage("'rules[0].from' must be a time of day such as 18:30");
        assertThatThrownBy(() -> read(rule.replace("25", "05").replace("monday", "MONDAY"), Messages.Schedule.class))
                .hasMessage(
                        "'rules[0].days[0]' must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday");
        assertThatThrownBy(() -> read(rule.replace("25", "05").replace("\"monday\"", ""), Messages.Schedule.class))
                .hasMessage("'rules[0]' is not allowed: a rule needs at least one day");
        assertThatThrownBy(() -> read("{\"rules\":[null]}", Messages.Schedule.class))
                .hasMessage("'rules[0]' must be an object");
        String second = "{\"rules\":[%s,{\"from\":\"08:00\"},%s]}".formatted(rule(), rule());
        assertThatThrownBy(() -> read(second, Messages.Schedule.class)).hasMessage("'rules[1].to' is missing");
    }

    private static String rule() {
        return "{\"from\":\"08:00\",\"to\":\"10:00\",\"days\":[\"monday\"]}";
    }

    @Test
    void depth_is_bounded() {
        assertThatThrownBy(() -> read("{\"a\":".repeat(1_000_000), Order.class))
                .isInstanceOf(NodeException.BadRequest.class);
        assertThatThrownBy(() -> read("[".repeat(1_000_000), Messages.Schedule.class))
                .isInstanceOf(NodeException.BadRequest.class);
        assertThatThrownBy(() -> Wire.answer(new StringReader("{\"x\":" + "[".repeat(1_000_000)), Limits.class))
                .isInstanceOf(NodeException.BadRequest.class);
    }

    @Test
    void torrents_that_are_none_are_refused_with_the_reason() {
        String json = Wire.text(NewDataset.fetched(SampleTorrents.named("soil"), FOLDER, "get"));
        assertThatThrownBy(
                        () -> read(json.replaceFirst("\"torrent\":\"[^\"]*\"", "\"torrent\":\"*\""), NewDataset.class))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessage("'torrent' must be a torrent in base64");
        assertThatThrownBy(() ->
                        read(json.replaceFirst("\"torrent\":\"[^\"]*\"", "\"torrent\":\"eA==\""), NewDataset.class))
                .isInstanceOf(NodeException.BadRequest.class);
        assertThatThrownBy(() -> read(json.replace("\"origin\":\"get\"", "\"origin\":\"\""), NewDataset.class))
                .hasMessage("the JSON is not allowed: an origin has 1 to 100 characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.org:1",
                "192.0.2.1",
                "192.0.2.1:65536",
                "192.0.2.256:1",
                "[::1",
                "[x]:1",
                ":1",
                "1:1",
                "[:::]:1"
            })
    void no_name_of_a_peer_is_looked_up(String peer) {
        String json = Wire.text(NewDataset.fetched(SampleTorrents.named("soil"), FOLDER, "get"));
        assertThatThrownBy(() -> read(json.replace("\"peers\":[]", "\"peers\":[\"" + peer + "\"]"), NewDataset.class))
                .isInstanceOf(NodeException.BadRequest.class)
                .hasMessage("'peers[0]' must be an IP address and a port such as 192.0.2.1:6881");
    }

    /** Of a version that said less. */
    private static ControlFile control(String token) {
        return new ControlFile(
                1, 2, 3, token, Optional.empty(), Optional.empty(), Optional.empty(), "v", FakeNode.STARTED);
    }

    @Test
    void a_torrent_that_is_handed_over_in_a_file_is_one_that_only_its_owner_may_see(@TempDir Path folder)
            throws Exception {
        HandedTorrent.open(folder);
        Metainfo torrent = SampleTorrents.large(1);
        NewDataset request = NewDataset.fetched(torrent, FOLDER, "get");
        Path file;
        try (HandedTorrent handed = HandedTorrent.write(folder, torrent).orElseThrow()) {
            file = handed.file();
            String text = Wire.text(request, handed);
            assertThat(text).hasSizeLessThan(2_000);
            assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Wire.request(new StringReader(text), NewDataset.class)
                            .torrent()
                            .bytes())
                    .isEqualTo(torrent.bytes());

            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
            assertThatThrownBy(() -> Wire.request(new StringReader(text), NewDataset.class))
                    .isInstanceOf(NodeException.BadRequest.class);
        }
        assertThat(file).doesNotExist();
        HandedTorrent.end(folder);
        assertThat(folder).isEmptyDirectory();
        assertThat(HandedTorrent.write(folder, torrent)).isEmpty();
    }
}
