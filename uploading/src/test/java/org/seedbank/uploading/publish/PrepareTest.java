package org.seedbank.uploading.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.selection.DatasetSelection;
import org.seedbank.uploading.selection.OwnFolders;
import org.seedbank.uploading.webseed.CheckDepth;

/** The first half of a publication, which shares nothing yet. */
class PrepareTest {

    @TempDir
    Path folder;

    private Path dataset;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        dataset = Files.createDirectory(folder.resolve("soil"));
        Files.writeString(dataset.resolve("ph.csv"), "6.5\n7.1\n");
    }

    @Test
    void describes_the_dataset_by_its_own_words_where_none_are_given() throws Exception {
        Files.writeString(dataset.resolve("datapackage.json"), """
            {"title": "Own title", "description": "Own text", "licenses": [{"name": "CC0-1.0"}]}
            """);
        Description given = Description.NONE.withTitle("Given title").withCreators(List.of("A. Digger"));

        Entry entry = prepare(given, event -> {}).entry();

        assertThat(entry.title()).isEqualTo("Given title");
        assertThat(entry.description()).isEqualTo("Own text");
        assertThat(entry.creators()).containsExactly("A. Digger");
        assertThat(entry.license()).contains("CC0-1.0");
    }

    @Test
    void calls_the_dataset_by_its_folder_when_it_has_no_title() throws Exception {
        assertThat(prepare(Description.NONE, event -> {}).entry().title()).isEqualTo("soil");
    }

    @Test
    void puts_the_entry_into_the_torrent() throws Exception {
        Preparation prepared = prepare(Description.NONE, event -> {});

        assertThat(prepared.torrent().entryJson()).contains(prepared.entry().toJson());
        assertThat(prepared.torrent().datasetDigest()).contains(prepared.entry().digest());
        assertThat(prepared.entry().published()).isEmpty();
    }

    @Test
    void refuses_a_given_description_that_an_entry_cannot_hold() {
        Description given = Description.NONE.withLicense("free for all!");

        assertThatThrownBy(() -> prepare(given, event -> {}))
                .isInstanceOf(UploadingException.BadDescription.class)
                .hasMessage("the description cannot be published: field 'license' is 'free for all!', not an SPDX"
                        + " license expression such as 'CC-BY-4.0', or 'LicenseRef-' and a name for terms of your own");
    }

    @Test
    void passes_warnings_on() throws Exception {
        Files.createDirectory(dataset.resolve("empty"));
        Files.writeString(dataset.resolve("datapackage.json"), "{");

        prepare(Description.NONE, this::note);

        assertThat(warnings)
                .containsExactly(
                        "the empty folder 'empty' is not published", "'datapackage.json' is not used: it is not JSON");
    }

    @Test
    void fails_when_a_file_grows_after_it_was_listed() {
        PublishListener grows =
                afterScan(() -> Files.writeString(dataset.resolve("ph.csv"), "5.9\n", StandardOpenOption.APPEND));

        assertThatThrownBy(() -> prepare(Description.NONE, grows))
                .isInstanceOf(IntegrityException.ChangedWhileRead.class)
                .hasMessage("'%s' changed while it was read: it had 8 bytes and has 12 now", dataset.resolve("ph.csv"));
    }

    @Test
    void fails_when_a_file_shrinks_after_it_was_listed() {
        PublishListener shrinks = afterScan(() -> Files.writeString(dataset.resolve("ph.csv"), "6.5\n"));

        assertThatThrownBy(() -> prepare(Description.NONE, shrinks))
                .isInstanceOf(IntegrityException.ChangedWhileRead.class)
                .hasMessage("'%s' changed while it was read: it ended after 4 bytes", dataset.resolve("ph.csv"));
    }

    @Test
    void fails_when_a_file_vanishes_after_it_was_listed() {
        PublishListener vanishes = afterScan(() -> Files.delete(dataset.resolve("ph.csv")));

        assertThatThrownBy(() -> prepare(Description.NONE, vanishes))
                .isInstanceOf(IntegrityException.ChangedWhileRead.class)
                .hasMessage("'%s' changed while it was read: no such file", dataset.resolve("ph.csv"));
    }

    @Test
    void fails_when_a_file_is_replaced_by_one_of_the_same_length() {
        PublishListener replaced = afterScan(() -> {
            Files.writeString(folder.resolve("other"), "6.6\n7.1\n");
            Files.move(folder.resolve("other"), dataset.resolve("ph.csv"), StandardCopyOption.REPLACE_EXISTING);
        });

        assertThatThrownBy(() -> prepare(Description.NONE, replaced))
                .isInstanceOf(IntegrityException.ChangedWhileRead.class)
                .hasMessage("'%s' changed while it was read: it was written to or replaced", dataset.resolve("ph.csv"));
    }

    @Test
    void ends_at_once_when_it_is_interrupted() {
        PublishListener interrupts = afterScan(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> prepare(Description.NONE, interrupts)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void refuses_what_looks_secret_before_a_byte_is_hashed_unless_it_is_wanted() throws Exception {
        Files.writeString(dataset.resolve(".netrc"), "machine example.org password x");
        List<PublishEvent> events = new ArrayList<>();

        assertThatThrownBy(() -> prepare(Description.NONE, events::add))
                .isInstanceOf(UploadingException.LikelySecrets.class)
                .hasMessage("'%s' holds what looks secret: '.netrc'", dataset);
        assertThat(events).isEmpty();
        assertThat(prepare(Description.NONE, new DatasetSelection(false, List.of(), false, true), event -> {})
                        .entry()
                        .files())
                .isEqualTo(2);
    }

    @Test
    void refuses_files_of_seedbanks_own_also_where_secrets_are_wanted() throws Exception {
        Files.createDirectory(dataset.resolve(".seedbank-pieces"));
        Files.writeString(dataset.resolve(".seedbank-pieces/0"), "x");

        assertThatThrownBy(() ->
                        prepare(Description.NONE, new DatasetSelection(false, List.of(), false, true), event -> {}))
                .isInstanceOf(UploadingException.OwnState.class)
                .hasMessage(
                        "'%s' holds files of seedbank's own, which are never published: '.seedbank-pieces/0'", dataset);
    }

    @Test
    void refuses_a_dataset_that_holds_the_catalog_which_is_to_list_it() throws Exception {
        Catalog inside = new Catalogs(CatalogSettings.below(folder)).open("dir:" + dataset.resolve("catalog"));
        PublishDataset publish = new PublishDataset(inside, "seedbank test", OwnFolders.of());

        assertThatThrownBy(() -> publish.look(request(Description.NONE, DatasetSelection.ALL), event -> {}))
                .isInstanceOf(UploadingException.NoDataset.class)
                .hasMessage(
                        "'%s' cannot be published: the catalog '%s', which is to list it, lies in it",
                        dataset, dataset.resolve("catalog"));
    }

    @Test
    void does_not_describe_the_dataset_by_what_is_left_out() throws Exception {
        Files.writeString(dataset.resolve("datapackage.json"), "{\"title\": \"Private\"}");
        DatasetSelection without = new DatasetSelection(false, List.of("datapackage.json"), false, false);

        assertThat(prepare(Description.NONE, without, event -> {}).entry().title())
                .isEqualTo("soil");
    }

    @Test
    void refuses_a_description_before_a_byte_is_hashed() {
        Description blank = Description.NONE.withTitle(" ");
        List<PublishEvent> events = new ArrayList<>();

        assertThatThrownBy(() -> prepare(blank, events::add)).isInstanceOf(UploadingException.BadDescription.class);
        assertThat(events).noneMatch(PublishEvent.Hashed.class::isInstance);
    }

    @Test
    void leaves_nothing_behind() throws Exception {
        prepare(Description.NONE, event -> {});

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(dataset.resolve("ph.csv"));
        }
    }

    @Test
    void warns_of_a_personal_key_in_the_address_of_a_tracker_or_a_web_seed() throws Exception {
        List<String> trackers = List.of("http://t.example/announce", "http://t.example/announce?passkey=abc");
        new PublishDataset(
                        new Catalogs(CatalogSettings.below(folder)).open("dir:" + folder.resolve("catalog")),
                        "seedbank test",
                        OwnFolders.of())
                .look(
                        request(Description.NONE, DatasetSelection.ALL)
                                .withTrackers(trackers)
                                .withWebSeeds(List.of("http://user:p4ss@data.example/", "http://data.example/")),
                        this::note);

        assertThat(warnings)
                .containsExactly(
                        "the address of the tracker 'http://t.example/announce?passkey=…' holds what looks like"
                                + " a personal key, which everybody gets with the torrent",
                        "the address of the web seed 'http://…@data.example/' holds what looks like"
                                + " a personal key, which everybody gets with the torrent");
    }

    private void note(PublishEvent event) {
        if (event instanceof PublishEvent.Warned warned) {
            warnings.add(warned.text());
        }
    }

    private Preparation prepare(Description given, PublishListener listener) throws InterruptedException {
        return prepare(given, DatasetSelection.ALL, listener);
    }

    private Preparation prepare(Description given, DatasetSelection selection, PublishListener listener)
            throws InterruptedException {
        return new PublishDataset(
                        new Catalogs(CatalogSettings.below(folder)).open("dir:" + folder.resolve("catalog")),
                        "seedbank test",
                        OwnFolders.of())
                .prepare(request(given, selection), listener);
    }

    private PublishRequest request(Description given, DatasetSelection selection) {
        return PublishRequest.of(dataset).withDescription(given).withSelection(selection);
    }

    /** Something that a test does to files. */
    @FunctionalInterface
    private interface Change {
        void run() throws IOException;
    }

    private static PublishListener afterScan(Change change) {
        return event -> {
            if (event instanceof PublishEvent.Scanned) {
                try {
                    change.run();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Test
    void a_folders_web_seed_gets_the_slash_that_its_files_are_appended_to() throws Exception {
        PublishRequest request = PublishRequest.of(dataset)
                .withWebSeeds(List.of("http://a.example/x", "http://b.example/"))
                .withWebSeedCheck(CheckDepth.NONE);

        Preparation prepared = prepare(request);

        assertThat(prepared.torrent().webSeeds()).containsExactly("http://a.example/x/", "http://b.example/");
        assertThat(warnings)
                .containsExactly(
                        "the web seed 'http://a.example/x' is of a folder, and is written as 'http://a.example/x/'");
    }

    @Test
    void the_web_seed_of_a_file_stays_as_it_is() throws Exception {
        PublishRequest request = PublishRequest.of(dataset.resolve("ph.csv"))
                .withWebSeeds(List.of("http://a.example/x"))
                .withWebSeedCheck(CheckDepth.NONE);

        assertThat(prepare(request).torrent().webSeeds()).containsExactly("http://a.example/x");
        assertThat(warnings).isEmpty();
    }

    /** Its torrent is the catalog's, which does not name these. */
    @Test
    void web_seeds_are_not_asked_for_what_the_catalog_lists_already() throws Exception {
        Preparation first = prepare(PublishRequest.of(dataset));
        Catalogs.in(folder.resolve("catalog")).post(first.entry(), first.torrent());
        List<PublishEvent> events = new ArrayList<>();

        Preparation again = new PublishDataset(Catalogs.in(folder.resolve("catalog")), "seedbank test", OwnFolders.of())
                .prepare(PublishRequest.of(dataset).withWebSeeds(List.of("http://127.0.0.1:9/x")), events::add);

        assertThat(again.known().orElseThrow().serial()).isEqualTo(1);
        assertThat(events)
                .noneMatch(PublishEvent.WebSeedAsked.class::isInstance)
                .noneMatch(PublishEvent.Warned.class::isInstance);
        assertThat(first.known()).isEmpty();
    }

    @Test
    void files_that_have_the_place_of_padding_are_published_and_warned_of() throws Exception {
        Files.createDirectory(dataset.resolve(".pad"));
        Files.writeString(dataset.resolve(".pad/12768"), "data");

        Preparation prepared = prepare(PublishRequest.of(dataset).withFormat(TorrentFormat.HYBRID));

        assertThat(prepared.torrent().files())
                .extracting(file -> file.path().text())
                .containsExactly(".pad/12768", "ph.csv");
        assertThat(warnings)
                .containsExactly(
                        "other programs may take these files for padding, and leave them out or write zeros over"
                                + " them: .pad/12768");
    }

    @Test
    void names_that_no_hybrid_can_have_are_published_as_v1() throws Exception {
        dataset = Files.createDirectory(folder.resolve("large"));
        Files.write(dataset.resolve("ph.csv"), new byte[2_000_000]);
        Files.writeString(dataset.resolve("\\"), "1");

        assertThat(prepare(PublishRequest.of(dataset)).format())
                .isEqualTo(new FormatChoice(TorrentFormat.V1, FormatChoice.Reason.NAMES, 16383 + 15232));
        assertThatThrownBy(() -> prepare(PublishRequest.of(dataset).withFormat(TorrentFormat.HYBRID)))
                .isInstanceOf(UploadingException.UnusableNames.class)
                .hasMessage("'%s' holds names that other programs cannot take from a hybrid torrent: \\", dataset);
    }

    @Test
    void names_that_mean_padding_are_refused_before_anything_is_hashed() throws Exception {
        Files.writeString(dataset.resolve("x_____padding_file_1"), "1");

        assertThatThrownBy(() -> prepare(PublishRequest.of(dataset)))
                .isInstanceOf(UploadingException.UnusableNames.class)
                .hasMessage(
                        "'%s' holds names that other programs cannot take from a v1 torrent: x_____padding_file_1",
                        dataset);
        assertThat(prepare(PublishRequest.of(dataset).withFormat(TorrentFormat.V2))
                        .torrent()
                        .files())
                .hasSize(2);
    }

    private Preparation prepare(PublishRequest request) throws Exception {
        Catalog catalog = new Catalogs(CatalogSettings.below(folder)).open("dir:" + folder.resolve("catalog"));
        return new PublishDataset(catalog, "seedbank test", OwnFolders.of()).prepare(request, this::note);
    }
}
