package org.seedbank.downloading.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

class ReferencesTest {

    @TempDir
    Path folder;

    private Metainfo torrent;
    private Catalog catalog;

    @BeforeEach
    void post() throws Exception {
        torrent = SmallTorrent.in(folder);
        catalog = Catalogs.in(folder.resolve("catalog"));
        catalog.post(entry(torrent), torrent);
    }

    @Test
    void a_serial_leads_to_the_entry_and_its_torrent() throws Exception {
        Resolved resolved = resolve("1");

        assertThat(resolved.listed()).isEqualTo(catalog.list().bySerial(1));
        assertThat(resolved.torrent().infoHashV2()).isEqualTo(torrent.infoHashV2());
        assertThat(resolved.torrent().datasetDigest()).isEqualTo(torrent.datasetDigest());
    }

    @Test
    void an_infohash_leads_to_the_entry() throws Exception {
        assertThat(resolve(torrent.infoHashV2().orElseThrow().hex()).listed())
                .isEqualTo(catalog.list().bySerial(1));
    }

    @Test
    void a_torrent_file_needs_no_catalog() throws Exception {
        Path file = Files.write(folder.resolve("any.TORRENT"), torrent.bytes());

        Resolved resolved = new References(() -> {
                    throw new AssertionError("the catalog was opened");
                })
                .resolve(file.toString());

        assertThat(resolved.listed()).isEmpty();
        assertThat(resolved.torrent().bytes()).isEqualTo(torrent.bytes());
    }

    @Test
    void a_torrent_file_may_have_any_name_that_is_a_path() throws Exception {
        Path file = Files.write(folder.resolve("torrent-of-soil"), torrent.bytes());

        assertThat(resolve(file.toString()).torrent().name()).isEqualTo("soil");
    }

    @Test
    void a_torrent_file_may_be_named_after_its_own_dataset() throws Exception {
        Path file =
                Files.write(folder.resolve(torrent.datasetDigest().orElseThrow().hex() + ".torrent"), torrent.bytes());

        assertThat(resolve(file.toString()).torrent().name()).isEqualTo("soil");
    }

    @Test
    void a_torrent_file_that_is_named_after_another_dataset_is_refused() throws Exception {
        Path file = Files.write(folder.resolve("0".repeat(64) + ".torrent"), torrent.bytes());

        assertThatThrownBy(() -> resolve(file.toString()))
                .isInstanceOf(DownloadingException.Renamed.class)
                .hasMessage(
                        "'%s' holds the torrent of dataset '%s', not of the one it is named after",
                        file, torrent.datasetDigest().orElseThrow());
    }

    @Test
    void a_torrent_file_may_be_packed_and_a_page_that_was_saved_is_told_as_such() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(torrent.bytes());
        }
        Path gz = Files.write(folder.resolve("soil.torrent.gz"), packed.toByteArray());
        Path page = Files.writeString(folder.resolve("page.torrent"), "<!doctype html>\n<title>Log in</title>");
        Path other = Files.writeString(folder.resolve("other.torrent"), "hello");

        assertThat(resolve(gz.toString()).torrent().infoHashV2()).isEqualTo(torrent.infoHashV2());
        assertThatThrownBy(() -> resolve(page.toString()))
                .isInstanceOf(DownloadingException.WebPage.class)
                .hasMessage("'%s' is a web page with the title 'Log in', not a torrent", page);
        assertThatThrownBy(() -> resolve(other.toString()))
                .isInstanceOf(IntegrityException.BadTorrent.class)
                .hasMessageStartingWith("'%s' is not a usable torrent: ", other);
    }

    @Test
    void a_missing_torrent_file_is_called_missing() {
        assertThatThrownBy(() -> resolve(folder.resolve("no.torrent").toString()))
                .isInstanceOf(IntegrityException.CannotRead.class)
                .hasMessage("cannot read '%s': no such file", folder.resolve("no.torrent"));
    }

    @Test
    void a_torrent_that_the_entry_does_not_describe_is_refused() throws Exception {
        Files.writeString(folder.resolve("ice.txt"), "thin\n");
        Metainfo other = SmallTorrent.of(folder.resolve("ice.txt"));
        Files.write(folder.resolve("catalog/" + torrent.datasetDigest().orElseThrow() + ".torrent"), other.bytes());

        assertThatThrownBy(() -> resolve("1")).isInstanceOf(CatalogException.TorrentMismatch.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"magnet:?xt=urn:btih:0", "MAGNET:?"})
    void a_magnet_link_is_not_understood_yet(String link) {
        assertThatThrownBy(() -> resolve(link)).isInstanceOf(DownloadingException.UnknownKind.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "abcdef", "soil", "", "\0"})
    void anything_else_is_unknown(String reference) {
        assertThatThrownBy(() -> resolve(reference)).isInstanceOf(CatalogException.UnknownDataset.class);
    }

    @Test
    void a_url_of_another_scheme_is_refused_as_it_was_typed_but_for_secrets() {
        for (String name : List.of("x", "x.torrent")) {
            assertThatThrownBy(() -> resolve("ftp://me:secret@example.org/" + name))
                    .isInstanceOf(DownloadingException.CannotDownload.class)
                    .hasMessage(
                            "cannot download the torrent 'ftp://example.org/%s': only addresses of http and https are understood",
                            name);
        }
    }

    @Test
    void a_torrent_without_an_entry_is_found_by_its_infohash() throws Exception {
        Files.writeString(folder.resolve("ice.txt"), "thin\n");
        Metainfo other = SmallTorrent.of(folder.resolve("ice.txt"));
        Catalog remote = mock(Catalog.class, CALLS_REAL_METHODS);
        ForeignTorrent foreign =
                new ForeignTorrent("id", "ice.torrent", Instant.EPOCH, Optional.of(TorrentFacts.of(other)));
        Listing listing = Listing.of(URI.create("memory:test"), List.of(), List.of());
        doReturn(listing.withForeign(List.of(foreign))).when(remote).list(any());
        doReturn(other.bytes()).when(remote).torrent(foreign);
        References references = new References(() -> CatalogSet.of(remote));
        String infohash = other.infoHashV2().orElseThrow().hex();

        Resolved resolved = references.resolve(infohash);

        assertThat(resolved.listed()).isEmpty();
        assertThat(resolved.torrent().bytes()).isEqualTo(other.bytes());

        doReturn(torrent.bytes()).when(remote).torrent(foreign);
        assertThatThrownBy(() -> references.resolve(infohash))
                .isInstanceOf(DownloadingException.Swapped.class)
                .hasMessage("the torrent 'ice.torrent' is not the one that was listed");
    }

    @Test
    void a_catalogs_name_and_a_number_go_before_a_file_of_that_name() throws Exception {
        References references = new References(() -> CatalogSet.of(Map.of("src", catalog), CatalogListener.NONE));

        assertThat(references.resolve("src/1").listed())
                .isEqualTo(catalog.list().bySerial(1));
        assertThatThrownBy(() -> references.resolve("src/1.torrent")).isInstanceOf(IntegrityException.CannotRead.class);
    }

    private Resolved resolve(String reference) throws InterruptedException {
        return new References(() -> CatalogSet.of(catalog)).resolve(reference);
    }

    private static Entry entry(Metainfo torrent) {
        return Entry.builder(torrent.datasetDigest().orElseThrow())
                .title(torrent.name())
                .bytes(torrent.totalLength())
                .files(torrent.files().size())
                .pieceLength(torrent.pieceLength())
                .infohashV1(torrent.infoHashV1().orElse(null))
                .infohashV2(torrent.infoHashV2().orElse(null))
                .build();
    }
}
