package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;

final class KeptTorrentsTest {

    private static final byte[] TORRENT = "d4:infod4:name4:soilee".getBytes(StandardCharsets.US_ASCII);
    private static final Item SOIL = Items.foreign("../../etc/passwd\0\n", "soil.torrent");

    @TempDir
    Path temp;

    private KeptTorrents torrents() {
        return new KeptTorrents(temp.resolve("torrents"));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(temp)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void a_kept_torrent_is_found_under_a_name_that_leads_nowhere() throws Exception {
        torrents().keep(SOIL, TORRENT);

        assertThat(torrents().find(SOIL))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(TORRENT));
        assertThat(files()).singleElement().satisfies(file -> {
            assertThat(file.getParent()).isEqualTo(temp.resolve("torrents"));
            assertThat(file.getFileName().toString()).matches("[0-9a-f]{64}\\.torrent");
        });
    }

    @Test
    void another_checksum_is_another_torrent() {
        torrents().keep(SOIL, TORRENT);

        assertThat(torrents().find(Items.changed(SOIL, "md5-2"))).isEmpty();
        assertThat(torrents().find(Items.changed(SOIL, ""))).isEmpty();
    }

    @Test
    void a_damaged_copy_is_as_good_as_none() throws Exception {
        torrents().keep(SOIL, TORRENT);
        Path file = files().get(0);
        byte[] content = Files.readAllBytes(file);
        for (int i = 0; i < content.length; i++) {
            byte[] damaged = content.clone();
            damaged[i] ^= 1;
            Files.write(file, damaged);
            assertThat(torrents().find(SOIL)).as("byte %d", i).isEmpty();
            Files.write(file, Arrays.copyOf(content, i));
            assertThat(torrents().find(SOIL)).as("the first %d bytes", i).isEmpty();
        }
    }

    @Test
    void a_copy_that_was_replaced_by_a_link_is_not_followed() throws Exception {
        torrents().keep(SOIL, TORRENT);
        Path file = files().get(0);
        Path elsewhere = temp.resolve("elsewhere");
        Files.move(file, elsewhere);
        Files.createSymbolicLink(file, elsewhere);

        assertThat(torrents().find(SOIL)).isEmpty();
    }

    @Test
    void what_is_listed_no_more_is_deleted() throws Exception {
        Item rain = Items.foreign("rain", "rain.torrent");
        torrents().keep(SOIL, TORRENT);
        torrents().keep(rain, TORRENT);

        torrents().retain(() -> Set.of(KeptTorrents.name(rain.id(), rain.checksum(), rain.modified())), Items.NOON);

        assertThat(torrents().find(SOIL)).isEmpty();
        assertThat(torrents().find(rain)).isPresent();
        assertThat(files()).hasSize(1);
    }

    @Test
    void where_nothing_can_be_written_nothing_is_kept_and_nothing_fails() throws Exception {
        Files.writeString(temp.resolve("torrents"), "a file where the folder should be");

        torrents().keep(SOIL, TORRENT);
        torrents().retain(Set::of, Items.NOON);

        assertThat(torrents().find(SOIL)).isEmpty();
    }

    @Test
    void a_torrent_that_is_too_large_is_not_kept() throws Exception {
        torrents().keep(SOIL, new byte[Catalog.MAX_TORRENT_BYTES + 1]);

        assertThat(files()).isEmpty();
    }
}
