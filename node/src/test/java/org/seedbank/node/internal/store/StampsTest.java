package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;

class StampsTest {

    @TempDir
    Path folder;

    @Property(tries = 200)
    void reads_what_it_wrote(@ForAll @Size(max = 40) long[] times) {
        byte[] bytes = StampsFile.bytes(SampleState.stamps(times));

        assertThat(StampsFile.bytes(StampsFile.parse(bytes).orElseThrow())).isEqualTo(bytes);
    }

    @Property(tries = 200)
    void bytes_that_were_cut_off_are_not_believed(
            @ForAll @Size(max = 8) long[] times, @ForAll @IntRange(max = 283) int length) {
        byte[] bytes = StampsFile.bytes(SampleState.stamps(times));

        assertThat(StampsFile.parse(Arrays.copyOf(bytes, Math.min(length, bytes.length - 1))))
                .isEmpty();
    }

    @Property(tries = 500)
    void a_flipped_bit_is_not_believed(@ForAll @Size(max = 8) long[] times, @ForAll @IntRange(max = 2271) int bit) {
        byte[] bytes = StampsFile.bytes(SampleState.stamps(times));
        int flipped = bit % (bytes.length * 8);
        bytes[flipped / 8] ^= (byte) (1 << (flipped % 8));

        assertThat(StampsFile.parse(bytes)).isEmpty();
    }

    @Property(tries = 500)
    void garbage_is_not_believed(@ForAll @Size(max = 100) byte[] garbage) {
        assertThat(StampsFile.parse(garbage)).isEmpty();
    }

    @Test
    void a_number_of_files_below_zero_is_not_believed() {
        byte[] head = Arrays.copyOf(StampsFile.bytes(SampleState.stamps()), 12);
        ByteBuffer.wrap(head).putLong(4, -1);

        assertThat(StampsFile.parse(head)).isEmpty();
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

        assertThat(now.changedSince(now.doubting(damaged, Optional.of(now)))).isEqualTo(damaged);
    }

    @Test
    void a_damaged_file_that_nobody_wrote_to_is_told_from_one_that_somebody_wrote_to() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a", "b", "c", "d");
        Path root = SampleState.files(folder, torrent);
        Stamps verified = Stamps.take(torrent, root, Optional.empty());
        Stamps doubting = StampsFile.parse(
                        StampsFile.bytes(verified.doubting(BitSet.valueOf(new long[] {0b1111}), Optional.of(verified))))
                .orElseThrow();

        Files.writeString(root.resolve("b"), "xyz");
        Files.delete(root.resolve("c"));
        Stamps now = Stamps.take(torrent, root, Optional.empty());

        assertThat(now.filesThat(FileChange.SAME, doubting)).isEqualTo(BitSet.valueOf(new long[] {0b1001}));
        assertThat(now.filesThat(FileChange.WRITTEN_TO, doubting)).isEqualTo(BitSet.valueOf(new long[] {0b0010}));
        assertThat(now.filesThat(FileChange.GONE, doubting)).isEqualTo(BitSet.valueOf(new long[] {0b0100}));
    }

    @Test
    void of_a_file_that_was_never_intact_it_is_not_known_whether_somebody_wrote_to_it() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a");
        Path root = SampleState.files(folder, torrent);
        Stamps now = Stamps.take(torrent, root, Optional.empty());

        assertThat(now.change(0, now.doubting(BitSet.valueOf(new long[] {1}), Optional.empty())))
                .isEqualTo(FileChange.UNKNOWN);
    }

    @Test
    void a_file_of_the_same_length_and_time_is_another_one_by_its_inode() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a");
        Path root = SampleState.files(folder, torrent);
        Stamps before = Stamps.take(torrent, root, Optional.empty());

        FileTime time = Files.getLastModifiedTime(root.resolve("a"));
        Path other = Files.writeString(folder.resolve("other"), "xyz");
        Files.setLastModifiedTime(other, time);
        Files.move(other, root.resolve("a"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(Stamps.take(torrent, root, Optional.empty()).change(0, before))
                .isEqualTo(FileChange.WRITTEN_TO);
    }

    @Test
    void a_file_that_was_written_to_and_given_its_old_time_has_changed() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a");
        Path root = SampleState.files(folder, torrent);
        Stamps before = Stamps.take(torrent, root, Optional.empty());

        FileTime time = Files.getLastModifiedTime(root.resolve("a"));
        Files.writeString(root.resolve("a"), "xyz");
        Files.setLastModifiedTime(root.resolve("a"), time);

        assertThat(Stamps.take(torrent, root, Optional.empty()).changedSince(before))
                .isEqualTo(BitSet.valueOf(new long[] {1}));
    }

    @Test
    void a_link_is_not_the_file_that_it_points_to() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a", "sub/b");
        Path root = SampleState.files(folder, torrent);
        Stamps before = Stamps.take(torrent, root, Optional.empty());

        Path moved = Files.move(root.resolve("a"), folder.resolve("moved"));
        Files.createSymbolicLink(root.resolve("a"), moved);
        Path sub = Files.move(root.resolve("sub"), folder.resolve("moved-sub"));
        Files.createSymbolicLink(root.resolve("sub"), sub);
        Stamps now = Stamps.take(torrent, root, Optional.empty());

        assertThat(now.isWhole()).isFalse();
        assertThat(now.isNothingThere()).isFalse();
        assertThat(now.filesThat(FileChange.WRITTEN_TO, before)).isEqualTo(BitSet.valueOf(new long[] {0b11}));
    }

    @Test
    void a_link_in_place_of_the_whole_dataset_is_not_the_dataset() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a");
        Path root = SampleState.files(folder, torrent);

        Path moved = Files.move(root, folder.resolve("moved"));
        Files.createSymbolicLink(root, moved);

        assertThat(Stamps.take(torrent, root, Optional.empty()).isWhole()).isFalse();
    }

    @Test
    void what_an_earlier_version_noted_is_believed_by_length_and_time() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a", "b");
        Path root = SampleState.files(folder, torrent);
        long time = Files.getLastModifiedTime(root.resolve("a")).to(TimeUnit.NANOSECONDS);
        Stamps earlier = StampsFile.parse(SampleState.times(time, time - 1)).orElseThrow();
        Files.setLastModifiedTime(root.resolve("b"), FileTime.from(time, TimeUnit.NANOSECONDS));

        Stamps now = Stamps.take(torrent, root, Optional.empty());

        assertThat(earlier.isByTime()).isTrue();
        assertThat(now.isByTime()).isFalse();
        assertThat(now.changedSince(earlier)).isEqualTo(BitSet.valueOf(new long[] {0b10}));
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
