package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.torrent.Metainfo;

/** A dataset that is edited after a reader of its exported catalog has got its torrent. */
final class EditedExportTest {

    private static final String KEYED = "https://tracker.invalid/announce?passkey=0123456789abcdef0123456789abcdef";
    private static final String OPEN = "udp://tracker.invalid:6969";
    private static final SampleDataset SOIL = SampleDataset.number(1);

    @TempDir
    Path folder;

    private Catalog source;

    @BeforeEach
    void export() throws Exception {
        source = Catalogs.in(folder.resolve("source"));
        source.post(SOIL.draft(), SOIL.metainfo());
        editTo(KEYED);
    }

    private void editTo(String tracker) throws Exception {
        source.edit(SOIL.digest(), new EditionChange() {
            @Override
            public Entry entry(Entry now) {
                return now;
            }

            @Override
            public Metainfo torrent(Metainfo now) {
                return now.withUrls(List.of(List.of(tracker)), List.of());
            }
        });
        CatalogExport.run(source, Look.PLAIN, folder.resolve("web"), (done, total, entry) -> {});
    }

    /** As every command does it: a process knows of another one's reading only by what is kept. */
    private Catalog open(String name) {
        return new Catalogs(CatalogSettings.below(folder.resolve("home"))).open(name);
    }

    private void followsAnEdit(String name) throws Exception {
        open(name).list(Freshness.NOW);
        Metainfo before = Metainfo.parse(open(name).torrent(SOIL.digest()));
        assertThat(before.trackers()).containsExactly(KEYED);

        editTo(OPEN);
        open(name).list(Freshness.NOW);
        Metainfo after = Metainfo.parse(open(name).torrent(SOIL.digest()));

        assertThat(after.trackers()).containsExactly(OPEN);
        assertThat(after.infoHashV1()).isEqualTo(before.infoHashV1());
        assertThat(after.bytes()).isEqualTo(source.torrent(SOIL.digest()));
    }

    @Test
    void comes_with_its_new_trackers_from_a_folder() throws Exception {
        followsAnEdit(folder.resolve("web").toString());
    }

    @Test
    void comes_with_its_new_trackers_from_a_web_server() throws Exception {
        try (FileServer server = new FileServer(folder)) {
            followsAnEdit(server.url("/web/"));
        }
    }

    @Test
    void is_read_once_for_each_edition() throws Exception {
        try (FileServer server = new FileServer(folder)) {
            String url = server.url("/web/");
            for (int i = 0; i < 2; i++) {
                open(url).list(Freshness.WHOLE);
                open(url).torrent(SOIL.digest());
            }
            editTo(OPEN);
            for (int i = 0; i < 2; i++) {
                open(url).list(Freshness.WHOLE);
                open(url).torrent(SOIL.digest());
            }

            assertThat(server.answers())
                    .filteredOn(answer -> answer.contains(".torrent"))
                    .hasSize(2);
        }
    }
}
