package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.integrity.torrent.Metainfo;

/** What a post does with the remains of another one in its place. */
final class HalfPostedTest {

    private static final SampleDataset GOOD = SampleDataset.number(1);
    private static final SampleDataset OTHER = SampleDataset.number(2);
    private static final String OTHER_JSON = OTHER.digest() + ".json";
    private static final String OTHER_TORRENT = OTHER.digest() + ".torrent";

    @TempDir
    Path folder;

    private Catalog catalog;
    private Listed good;

    @BeforeEach
    void post_a_good_entry() throws InterruptedException {
        catalog = new DirectoryCatalog(folder);
        good = catalog.post(GOOD.draft(), GOOD.metainfo()).listed();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String publishedJson(SampleDataset dataset) {
        return dataset.draft().toBuilder()
                .published(good.published().plusSeconds(1))
                .build()
                .toJson();
    }

    @Test
    void what_is_broken_is_never_overwritten_by_a_post() throws Exception {
        Files.writeString(file(OTHER_JSON), "{\"schema\": 1, ");

        assertThatThrownBy(() -> catalog.post(OTHER.draft(), OTHER.metainfo()))
                .isInstanceOf(CatalogException.BrokenEntry.class)
                .hasMessageEndingWith("is broken: its JSON ends too early at line 1 column 15")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("if a sync program is at work let it finish; otherwise repair or move away '%s'"
                        .formatted(file(OTHER_JSON)));
        assertThat(file(OTHER_JSON)).hasContent("{\"schema\": 1, ");
        assertThat(file(OTHER_TORRENT)).doesNotExist();
    }

    @Test
    void a_post_gives_an_entry_its_lost_torrent_back() throws Exception {
        Files.writeString(file(OTHER_JSON), publishedJson(OTHER));

        Posted posted = catalog.post(OTHER.draft(), OTHER.metainfo());

        assertThat(posted.alreadyThere()).isTrue();
        assertThat(posted.listed().entry()).isEqualTo(Entry.parse(publishedJson(OTHER)));
        assertThat(catalog.list().entries()).containsExactly(good, posted.listed());
    }

    @Test
    void a_post_finishes_what_a_dead_writer_left_half_done() throws Exception {
        Files.writeString(file(OTHER_TORRENT), "d8:announce");

        Posted posted = catalog.post(OTHER.draft(), OTHER.metainfo());

        assertThat(posted.alreadyThere()).isFalse();
        EntryCheck.requireAgreement(posted.listed().entry(), Metainfo.parse(catalog.torrent(OTHER.digest())));
    }

    @Test
    void a_lost_torrent_is_not_replaced_by_another_one() throws Exception {
        Entry other = Entry.parse(publishedJson(OTHER)).toBuilder().bytes(1).build();
        Files.writeString(file(OTHER_JSON), other.toJson());

        assertThatThrownBy(() -> catalog.post(OTHER.draft(), OTHER.metainfo()))
                .isInstanceOf(CatalogException.TorrentMismatch.class);
        assertThat(file(OTHER_TORRENT)).doesNotExist();
    }
}
