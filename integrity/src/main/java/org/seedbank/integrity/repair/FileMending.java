package org.seedbank.integrity.repair;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.internal.hashing.MerkleTree;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Mends one file: good pieces of a source are laid over its own good bytes, in a file beside it that is verified and
 * then takes its place. The file itself is only read. For one thread.
 */
final class FileMending {

    private static final int BLOCK = 1 << 20;

    private final TorrentFile file;
    private final int index;
    private final GoodPieces pieces;
    private final PieceSource copy;
    private final LongConsumer written;
    private final KeptFiles kept;

    /** Holds what of the file lies in needed pieces, in order; one for each piece. */
    private final List<PieceRow.Part> suspect = new ArrayList<>();

    /** The number of the piece that each of them lies in. */
    private final int[] numbers;

    private final ByteBuffer block = ByteBuffer.allocate(BLOCK);

    /**
     * A file to mend.
     *
     * @param copy the copy that it is of
     * @param written is told of bytes that were put together
     */
    FileMending(RepairPlan plan, int index, GoodPieces pieces, PieceSource copy, LongConsumer written) {
        this.file = plan.torrent().files().get(index);
        this.index = index;
        this.pieces = pieces;
        this.copy = copy;
        this.written = written;
        this.kept = plan.kept();
        BitSet needed = plan.row().pieces(index);
        needed.and(plan.pieces());
        this.numbers = needed.stream().toArray();
        for (int piece : numbers) {
            suspect.add(plan.row().part(piece, index));
        }
    }

    /**
     * Mends the file, or leaves it as it is.
     *
     * @param temporary where to put the mended form together
     * @return nothing when its bytes and its length turn out to be right
     */
    Optional<FileRepair> mend(FilePlace place, Path temporary) throws InterruptedException {
        Optional<String> obstacle = place.obstacle();
        List<ByteRange> lacking = lacking();
        if (obstacle.isPresent() || !lacking.isEmpty()) {
            return notMended(obstacle.orElseGet(() -> noGoodBytes(lacking)));
        }
        try {
            Optional<BasicFileAttributes> original = place.attributes();
            List<ByteRange> changed = original.isPresent() ? differences() : all();
            if (changed.isEmpty()
                    && original.filter(there -> there.size() == file.length()).isPresent()) {
                return Optional.empty();
            }
            place.makeFolders();
            return replace(place, temporary, original)
                    ? Optional.of(new FileRepair.Mended(file.path(), changed))
                    : notMended("what the source gives does not make the published file");
        } catch (IOException e) {
            Stretches.rethrowInterrupt();
            return notMended(IoReason.of(e));
        }
    }

    private Optional<FileRepair> notMended(String reason) {
        return Optional.of(new FileRepair.NotMended(file.path(), reason));
    }

    /** Stretches that the source has not got, or has damaged. */
    private List<ByteRange> lacking() throws InterruptedException {
        List<ByteRange> lacking = new ArrayList<>();
        for (int i = 0; i < suspect.size(); i++) {
            written.accept(0); // Checking takes time too.
            if (!pieces.has(numbers[i])) {
                ByteRange.append(lacking, suspect.get(i).start(), suspect.get(i).end());
            }
        }
        return lacking;
    }

    private static String noGoodBytes(List<ByteRange> lacking) {
        ByteRange first = lacking.get(0);
        String more = lacking.size() == 1 ? "" : " and %d more places".formatted(lacking.size() - 1);
        return "no good bytes were found for %d-%d%s".formatted(first.start(), first.end() - 1, more);
    }

    private List<ByteRange> all() {
        return file.length() == 0 ? List.of() : List.of(new ByteRange(0, file.length()));
    }

    /** Where the file differs from the good pieces, to the leaf; also where it ends too early or cannot be read. */
    private List<ByteRange> differences() throws InterruptedException {
        List<ByteRange> differences = new ArrayList<>();
        ByteBuffer good = ByteBuffer.allocate(MerkleTree.LEAF_LENGTH);
        ByteBuffer old = ByteBuffer.allocate(MerkleTree.LEAF_LENGTH);
        for (PieceRow.Part part : suspect) {
            long at = part.start();
            while (at < part.end()) {
                long leafEnd = (at / MerkleTree.LEAF_LENGTH + 1) * MerkleTree.LEAF_LENGTH;
                long end = Math.min(part.end(), leafEnd);
                if (!isSame(
                        at, good.clear().limit((int) (end - at)), old.clear().limit((int) (end - at)))) {
                    ByteRange.append(differences, at, end);
                }
                at = end;
            }
        }
        return differences;
    }

    private boolean isSame(long at, ByteBuffer good, ByteBuffer old) throws InterruptedException {
        return pieces.read(index, at, good)
                && copy.read(index, at, old)
                && good.flip().equals(old.flip());
    }

    /** Tells whether the file has been replaced; it has not when its mended form is not what was published. */
    private boolean replace(FilePlace place, Path temporary, Optional<BasicFileAttributes> original)
            throws IOException, InterruptedException {
        try (Replacement replacement = Replacement.create(place, temporary, original, file.length())) {
            if (!fill(replacement) || !isPublished(replacement)) {
                return false;
            }
            String name = place.path().getFileName().toString();
            replacement.takePlace(kept.name(file.path(), name).map(place.path()::resolveSibling));
            return true;
        }
    }

    /** Tells whether both the file and the source still had what they had before. */
    private boolean fill(Replacement replacement) throws IOException, InterruptedException {
        long at = 0;
        for (PieceRow.Part part : suspect) {
            if (!copy(copy, at, part.start(), replacement) || !copy(pieces, part.start(), part.end(), replacement)) {
                return false;
            }
            at = part.end();
        }
        return copy(copy, at, file.length(), replacement);
    }

    private boolean copy(PieceSource from, long start, long end, Replacement replacement)
            throws IOException, InterruptedException {
        long at = start;
        while (at < end) {
            block.clear().limit((int) Math.min(BLOCK, end - at));
            if (!from.read(index, at, block)) {
                return false;
            }
            at += block.flip().remaining();
            replacement.write(at - block.remaining(), block);
            written.accept(block.limit());
        }
        return true;
    }

    private boolean isPublished(Replacement replacement) throws InterruptedException {
        return file.digest().isPresent()
                ? Optional.of(digest(replacement)).equals(file.digest())
                : pieces.agrees(index, replacement);
    }

    private Sha256 digest(Replacement replacement) throws InterruptedException {
        MessageDigest digest = Sha256.newDigest();
        for (long at = 0; at < file.length(); at += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK, file.length() - at));
            replacement.read(index, at, block);
            digest.update(block.flip());
        }
        return Sha256.of(digest.digest());
    }
}
