package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.torrent.Metainfo;

/** Warnings of a verification: what a person should know of the torrent and the copy besides what the findings say. */
final class VerificationWarnings {

    /** Most files that are looked at for zeros. */
    private static final int MOST_LOOKED_AT = 100;

    /** Places in a file that are looked at for zeros, and how many bytes at each. */
    private static final int PLACES = 16;

    private static final int BYTES = 4 << 10;

    private final Metainfo torrent;
    private final FilesOnDisk disk;
    private final List<FileFinding> findings;

    VerificationWarnings(Metainfo torrent, FilesOnDisk disk, List<FileFinding> findings) {
        this.torrent = torrent;
        this.disk = disk;
        this.findings = findings;
    }

    /**
     * All of them.
     *
     * @param wrong those digests that the torrent states for a file, by its index, which are not those of its bytes
     * @param differsFromV1 tells of a file of a hybrid, by its index, whether its v1 pieces are not those of its bytes
     */
    List<String> list(IntFunction<List<ContentDigest>> wrong, IntPredicate differsFromV1) {
        List<String> warnings = new ArrayList<>();
        torrent.warnings().forEach(odd -> warnings.add("'%s': %s".formatted(torrent.name(), odd)));
        otherForms().ifPresent(warnings::add);
        contradictions(wrong).ifPresent(warnings::add);
        contradictingHalves(differsFromV1).ifPresent(warnings::add);
        zeros().ifPresent(warnings::add);
        return warnings;
    }

    private Optional<String> otherForms() {
        int count = disk.otherForms().size();
        return disk.otherForms().keySet().stream()
                .findFirst()
                .map(first ->
                        ("%d %s here in another Unicode form than in the torrent, such as '%s': other programs take"
                                        + " it for another file")
                                .formatted(
                                        count,
                                        count == 1 ? "name is" : "names are",
                                        torrent.files().get(first).path()));
    }

    /** Files whose bytes the pieces prove, and of which the torrent states other digests all the same. */
    private Optional<String> contradictions(IntFunction<List<ContentDigest>> wrong) {
        List<String> contradicted = new ArrayList<>();
        for (int i = 0; i < findings.size(); i++) {
            List<ContentDigest> digests = findings.get(i) instanceof FileFinding.Intact ? wrong.apply(i) : List.of();
            if (!digests.isEmpty()) {
                contradicted.add("the %s of '%s'"
                        .formatted(
                                digests.get(0).algorithm().label(),
                                findings.get(i).path()));
            }
        }
        if (contradicted.isEmpty()) {
            return Optional.empty();
        }
        int more = contradicted.size() - 1;
        String words = more > 0
                ? "%s and those of %d more %s, as it states them, are not those"
                        .formatted(contradicted.get(0), more, more == 1 ? "file" : "files")
                : "%s, as it states it, is not that".formatted(contradicted.get(0));
        return Optional.of("the torrent contradicts itself: %s of the bytes that its pieces prove".formatted(words));
    }

    /** Files whose bytes the v2 half of a hybrid proves, and the v1 half does not. */
    private Optional<String> contradictingHalves(IntPredicate differsFromV1) {
        List<FileFinding> contradicted = IntStream.range(0, findings.size())
                .filter(i -> findings.get(i) instanceof FileFinding.Intact && differsFromV1.test(i))
                .mapToObj(findings::get)
                .toList();
        int more = contradicted.size() - 1;
        return contradicted.stream()
                .findFirst()
                .map(first ->
                        "the torrent contradicts itself: the v1 pieces of '%s'%s are not those of the bytes that its v2 hashes prove"
                                .formatted(
                                        first.path(),
                                        more > 0
                                                ? " and of %d more %s".formatted(more, more == 1 ? "file" : "files")
                                                : ""));
    }

    /** Programs that fetch take a file's room first, as a hole or as zeros, which looks like a file that is there. */
    private Optional<String> zeros() {
        int[] empty = IntStream.range(0, findings.size())
                .filter(this::isWhollyWrong)
                .limit(MOST_LOOKED_AT)
                .filter(file ->
                        holdsZeros(disk.get(file).place(), disk.get(file).length()))
                .toArray();
        return empty.length == 0
                ? Optional.empty()
                : Optional.of(
                        "%d %s but zeros, such as '%s': another program may have taken the room and not filled it yet"
                                .formatted(
                                        empty.length,
                                        empty.length == 1
                                                ? "damaged file seems to hold nothing"
                                                : "damaged files seem to hold nothing",
                                        findings.get(empty[0]).path()));
    }

    private boolean isWhollyWrong(int file) {
        FileFinding finding = findings.get(file);
        return finding instanceof FileFinding.Damaged
                && finding.unproven().equals(List.of(new ByteRange(0, finding.length())));
    }

    /** Looks at a few places alone: reading all of it again would take as long as the verification. */
    private static boolean holdsZeros(Path place, long length) {
        ByteBuffer buffer = ByteBuffer.allocate(BYTES);
        try (FileChannel channel =
                FileChannel.open(place, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            for (int i = 0; i <= PLACES; i++) {
                channel.read(buffer.clear(), Math.max(0, length - BYTES) / PLACES * i);
                buffer.flip();
                while (buffer.hasRemaining()) {
                    if (buffer.get() != 0) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException e) {
            return false; // It was damaged when it was read, and that is what is told.
        }
    }
}
