package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Metainfo;

class StampsTest {

    @TempDir
    Path folder;

    @Property(tries = 200)
    void reads_what_it_wrote(@ForAll @Size(max = 40) long[] times) {
        byte[] bytes = SampleState.stamps(times);

        assertThat(Stamps.parse(bytes).orElseThrow().bytes()).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void bytes_that_were_cut_off_are_not_believed(
            @ForAll @Size(max = 8) long[] times, @ForAll @IntRange(max = 83) int length) {
        byte[] bytes = SampleState.stamps(times);

        assertThat(Stamps.parse(Arrays.copyOf(bytes, Math.min(length, bytes.length - 1))))
                .isEmpty();
    }

    @Property(tries = 500)
    void a_flipped_bit_is_not_believed(@ForAll @Size(max = 8) long[] times, @ForAll @IntRange(max = 671) int bit) {
        byte[] bytes = SampleState.stamps(times);
        int flipped = bit % (bytes.length * 8);
        bytes[flipped / 8] ^= (byte) (1 << (flipped % 8));

        assertThat(Stamps.parse(bytes)).isEmpty();
    }

    @Property(tries = 500)
    void garbage_is_not_believed(@ForAll @Size(max = 100) byte[] garbage) {
        assertThat(Stamps.parse(garbage)).isEmpty();
    }

    @Test
    void a_number_of_files_below_zero_is_not_believed() {
        byte[] head = Arrays.copyOf(SampleState.stamps(), 12);
        ByteBuffer.wrap(head).putLong(4, -1);

        assertThat(Stamps.parse(head)).isEmpty();
    }

    @Test
    void a_file_counts_as_changed_when_its_time_its_length_or_its_being_there_is_another() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a", "b", "c", "d");
        Path root = SampleState.files(folder, torrent);
        Stamps before = Stamps.take(torrent, root, Optional.empty());

        Files.setLastModifiedTime(root.resolve("a"), FileTime.from(Instant.parse("2031-05-01T12:00:00Z")));
        Files.writeString(root.resolve("b"), "longer");
        Files.delete(root.resolve("c"));
        Stamps now = Stamps.take(torrent, root, Optional.empty());

        assertThat(before.isWhole()).isTrue();
        assertThat(now.isWhole()).isFalse();
        assertThat(now.isNothingThere()).isFalse();
        assertThat(now.changedSince(before)).isEqualTo(BitSet.valueOf(new long[] {0b0111}));
    }

    @Test
    void files_that_were_not_chosen_do_not_matter() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a", "b");
        Path root = SampleState.files(folder, torrent);
        Files.delete(root.resolve("b"));
        Stamps stamps = Stamps.take(torrent, root, Optional.of(Set.of(0)));

        assertThat(stamps.isWhole()).isTrue();
        assertThat(stamps.changedSince(stamps).isEmpty()).isTrue();
        Files.delete(root.resolve("a"));
        assertThat(Stamps.take(torrent, root, Optional.of(Set.of(0))).isNothingThere())
                .isTrue();
    }

    @Test
    void a_damaged_file_stays_changed_until_it_was_found_intact() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a", "b");
        Path root = SampleState.files(folder, torrent);
        Stamps now = Stamps.take(torrent, root, Optional.empty());
        BitSet damaged = BitSet.valueOf(new long[] {0b10});

        assertThat(now.changedSince(now.without(damaged))).isEqualTo(damaged);
    }

    @Test
    void stamps_of_another_number_of_files_say_nothing() throws Exception {
        Metainfo one = SampleState.torrent("soil", "a");
        Metainfo two = SampleState.torrent("soil", "a", "b");
        Path root = SampleState.files(folder, two);

        assertThat(Stamps.take(two, root, Optional.empty())
                        .changedSince(Stamps.take(one, root, Optional.empty()))
                        .cardinality())
                .isEqualTo(2);
    }
}
