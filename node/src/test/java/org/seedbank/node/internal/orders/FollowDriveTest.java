package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seedbank.catalog.drive.emulator.Faults.on;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.drive.emulator.DriveEmulator;
import org.seedbank.catalog.drive.emulator.EmulatedDrive;
import org.seedbank.catalog.drive.emulator.Fault;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Order;

/** A node follows a catalog in a Google Drive that misbehaves. */
final class FollowDriveTest {

    private static final String USER = "meadow@example.org";
    private static final String LISTING = "/drive/v3/files";

    @TempDir
    Path home;

    private final DriveEmulator emulator = DriveEmulator.start();
    private final EmulatedDrive drive = emulator.drive();
    private Bench bench;
    private String folder;

    @BeforeEach
    void follow() throws Exception {
        bench = new Bench(home);
        bench.use(emulator);
        folder = drive.folder(USER, "datasets");
        drive.shareWithAnyone(folder);
        publish("soil");
        bench.orders.order(new Order.Follow(Optional.of("gdrive:" + folder), Optional.empty(), bench.folder("mirror")));
        bench.orders.poll();
        assertThat(bench.node.names()).containsExactly("soil");
        emulator.requests().clear();
    }

    @AfterEach
    void stopDrive() {
        emulator.close();
    }

    /** As seedbank does; returns the file's id. */
    private String publish(String dataset) throws Exception {
        Metainfo torrent = bench.torrent(dataset);
        Entry entry = Entry.builder(torrent.datasetDigest().orElseThrow())
                .title(dataset)
                .published(Instant.parse("2024-05-01T12:00:00Z"))
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .build();
        String id = drive.file(USER, folder, entry.digest().hex() + ".torrent", torrent.bytes());
        JsonParser.parseString(entry.toJson()).getAsJsonObject().entrySet().stream()
                .filter(field -> !field.getKey().equals("description"))
                .forEach(field -> drive.property(
                        id, "seedbank_" + field.getKey(), field.getValue().toString()));
        return id;
    }

    @Test
    void a_file_that_is_withheld_keeps_none_of_the_others_and_is_told_with_what_to_do() throws Exception {
        String withheld = publish("rain");
        publish("wind");
        emulator.faults()
                .next(
                        9_999,
                        on("GET", "/download/drive/v3/files/" + withheld),
                        Fault.status(403, "cannotDownloadFile"));

        bench.wait(Bench.ASK);

        assertThat(bench.node.names()).containsExactlyInAnyOrder("soil", "wind");
        assertThat(bench.problem()).hasValueSatisfying(problem -> assertThat(problem)
                .contains("in the catalog is not fetched: catalog 'gdrive:" + folder + "' does not hand out '")
                .endsWith("its owner does not let readers download it; ask its owner to let readers download it"));
        emulator.faults().clear();
        bench.wait(Duration.ofDays(1));
        assertThat(bench.node.names()).containsExactlyInAnyOrder("soil", "rain", "wind");
        assertThat(bench.problem()).isEmpty();
    }

    static Stream<Arguments> an_odd_drive_is_asked_less_and_less_and_what_the_node_has_stays() {
        AtomicInteger page = new AtomicInteger();
        return Stream.of(
                Arguments.of(
                        "is not understood: its field 'version'",
                        Fault.instead(() -> "{\"files\":[{\"id\":\"1a\",\"version\":7}]}"),
                        1),
                Arguments.of(
                        "does not end: it names a page as the next one that came before",
                        Fault.instead(() -> "{\"files\":[],\"nextPageToken\":\"again\"}"),
                        2),
                Arguments.of(
                        "does not end: 100 pages in a row",
                        Fault.instead(
                                () -> "{\"files\":[],\"nextPageToken\":\"page%d\"}".formatted(page.incrementAndGet())),
                        100),
                Arguments.of("the daily limit is used up", Fault.status(403, "dailyLimitExceeded"), 1),
                Arguments.of("an organisation does not allow it", Fault.status(403, "domainPolicy"), 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void an_odd_drive_is_asked_less_and_less_and_what_the_node_has_stays(String said, Fault fault, int callsEach)
            throws Exception {
        publish("rain");
        emulator.faults().next(9_999, asked -> asked.path().equals(LISTING), fault);

        // By then it looks once an hour: after 10, 20 and 40 minutes, and then each hour.
        bench.pass(Duration.ofHours(6));

        assertThat(bench.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains(said));
        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(emulator.requests().count("/")).isBetween(3 * callsEach, 10 * callsEach);
        emulator.faults().clear();
        bench.pass(Duration.ofMinutes(61));
        assertThat(bench.node.names()).containsExactly("soil", "rain");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void a_login_that_an_organisation_has_ended_is_told_with_what_to_do_and_asks_nobody() throws Exception {
        bench.useWithoutKey(emulator);
        Path config = Files.createDirectories(bench.catalogs().config());
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwx------"));
        Path token = Files.writeString(config.resolve("token.json"), """
                {"type":"seedbank_user","client_id":"c","client_secret":"s","auth_uri":"https://a.invalid/",
                 "token_uri":"https://t.invalid/","scopes":[],"ended":"invalid_rapt"}
                """);
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));

        bench.pass(Duration.ofHours(3));

        assertThat(bench.problem())
                .contains(
                        "the organisation of this login to Google Drive asks for a new one every few hours; log in again;"
                                + " its administrator can trust this app, which spares it that; to read without logins, use the"
                                + " key of a service account, or an API key where the folder is public");
        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(emulator.requests().count("/")).isZero();
    }
}
