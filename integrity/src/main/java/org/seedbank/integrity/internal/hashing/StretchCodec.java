package org.seedbank.integrity.internal.hashing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.files.FileStamp;

/**
 * The records of a checkpoint. Each has the file's name and stamp, a stretch with its length in the row, and the results
 * of its pieces: Merkle nodes, then v1 hashes with those of the padding behind the file; behind them the file's digests,
 * or where its SHA-256 stands. A SHA-256 over the checkpoint's key and the record ends it. Results go straight between
 * stream and {@link HashResult}.
 */
final class StretchCodec {

    private static final int SUM = 32;
    private static final int STATE = DigestState.WORDS * Integer.BYTES;

    private final HashPlan plan;
    private final HashResult result;
    private final List<String> names;
    private final Map<String, Integer> items = new HashMap<>();
    private final List<DigestAlgorithm> algorithms;
    private final byte[] key;

    /**
     * Reads and writes records of a run.
     *
     * @param names of the items; no two are the same
     * @param key what only checkpoints of the same work have; not changed
     */
    StretchCodec(HashPlan plan, HashResult result, List<String> names, byte[] key) {
        this.plan = plan;
        this.result = result;
        this.names = names;
        this.key = key;
        this.algorithms = plan.fileAlgorithms().stream().sorted().toList();
        for (int i = 0; i < names.size(); i++) {
            items.put(names.get(i), i);
        }
    }

    void write(OutputStream out, Stretch stretch) throws IOException {
        MessageDigest sum = newSum();
        DataOutputStream data = new DataOutputStream(new DigestOutputStream(out, sum));
        data.writeUTF(names.get(stretch.item()));
        FileStamp stamp = stretch.stamp();
        data.writeLong(stamp.length());
        data.writeLong(stamp.modified());
        data.writeLong(stamp.changed());
        data.writeLong(stamp.device());
        data.writeLong(stamp.inode());
        data.writeLong(stretch.from());
        data.writeLong(stretch.to());
        data.writeLong(rowLength(stretch));
        data.writeLong(resultsLength(stretch));
        writeResults(data, stretch);
        out.write(sum.digest());
    }

    private void writeResults(DataOutputStream data, Stretch stretch) throws IOException {
        if (plan.merkle()) {
            data.write(result.pieceLayer(stretch.item()), firstNode(stretch), nodesLength(stretch));
        }
        data.write(result.v1Pieces(), firstV1(stretch), v1Length(stretch));
        if (reachesEnd(stretch)) {
            for (DigestAlgorithm algorithm : algorithms) {
                data.write(result.fileDigest(algorithm, stretch.item()));
            }
        } else if (!algorithms.isEmpty()) {
            for (int i = 0; i < DigestState.WORDS; i++) {
                data.writeInt(stretch.state().word(i));
            }
        }
    }

    /**
     * Reads a record. The results of one that is wanted are taken; what was there for that stretch is lost also when the
     * record turns out to be damaged.
     *
     * @return the stretch, or empty when it was not wanted or fits no file
     * @throws IOException when the record is cut off or damaged, and so whatever is behind it
     */
    Optional<Stretch> read(InputStream in, Predicate<Stretch> wanted) throws IOException {
        MessageDigest sum = newSum();
        DataInputStream data = new DataInputStream(new DigestInputStream(in, sum));
        Integer item = items.get(data.readUTF());
        FileStamp stamp =
                new FileStamp(data.readLong(), data.readLong(), data.readLong(), data.readLong(), data.readLong());
        Stretch stretch = new Stretch(item == null ? -1 : item, stamp, data.readLong(), data.readLong(), null);
        long rowLength = data.readLong();
        long length = data.readLong();
        Optional<Stretch> taken = Optional.empty();
        if (isPossible(stretch)
                && rowLength == rowLength(stretch)
                && length == resultsLength(stretch)
                && wanted.test(stretch)) {
            taken = Optional.of(readResults(data, stretch));
        } else {
            skip(data, length);
        }
        if (!Arrays.equals(in.readNBytes(SUM), sum.digest())) {
            throw new IOException("a record is damaged");
        }
        return taken;
    }

    private Stretch readResults(DataInputStream data, Stretch stretch) throws IOException {
        if (plan.merkle()) {
            data.readFully(result.pieceLayer(stretch.item()), firstNode(stretch), nodesLength(stretch));
        }
        data.readFully(result.v1Pieces(), firstV1(stretch), v1Length(stretch));
        if (reachesEnd(stretch)) {
            for (DigestAlgorithm algorithm : algorithms) {
                byte[] digest = new byte[algorithm.bytes()];
                data.readFully(digest);
                result.setFileDigest(algorithm, stretch.item(), digest);
            }
            return stretch;
        }
        return algorithms.isEmpty() ? stretch : withState(stretch, data);
    }

    private static Stretch withState(Stretch stretch, DataInputStream data) throws IOException {
        int[] words = new int[DigestState.WORDS];
        for (int i = 0; i < words.length; i++) {
            words[i] = data.readInt();
        }
        return new Stretch(stretch.item(), stretch.stamp(), stretch.from(), stretch.to(), new DigestState(words));
    }

    /** Passes over bytes, which count for the sum. */
    private static void skip(InputStream in, long length) throws IOException {
        byte[] some = new byte[8 << 10];
        long left = length;
        while (left > 0) {
            int read = in.read(some, 0, (int) Math.min(some.length, left));
            if (read < 0) {
                throw new EOFException("a record is cut off");
            }
            left -= read;
        }
    }

    private MessageDigest newSum() {
        MessageDigest sum = DigestUtils.getSha256Digest();
        sum.update(key);
        return sum;
    }

    private boolean isPossible(Stretch stretch) {
        if (stretch.item() < 0) {
            return false;
        }
        HashItem item = plan.items().get(stretch.item());
        return stretch.from() >= 0
                && stretch.from() < stretch.to()
                && stretch.to() <= item.length()
                && item.readable() == item.length()
                && isCut(stretch.from())
                && (reachesEnd(stretch) || isCut(stretch.to()));
    }

    private boolean isCut(long place) {
        return place % plan.pieceLength() == 0 && place % Chunk.LENGTH == 0;
    }

    private boolean reachesEnd(Stretch stretch) {
        return stretch.to() == plan.items().get(stretch.item()).length();
    }

    private long resultsLength(Stretch stretch) {
        long nodes = plan.merkle() ? nodesLength(stretch) : 0;
        int tail = reachesEnd(stretch)
                ? algorithms.stream().mapToInt(DigestAlgorithm::bytes).sum()
                : algorithms.isEmpty() ? 0 : STATE;
        return nodes + v1Length(stretch) + tail;
    }

    private int firstNode(Stretch stretch) {
        return pieces(stretch.from()) * MerkleTree.NODE;
    }

    private int nodesLength(Stretch stretch) {
        return pieces(stretch.to()) * MerkleTree.NODE - firstNode(stretch);
    }

    /** Bytes that v1 hashes are of, with the padding behind the file, with which they are others; 0 where there are none. */
    private long rowLength(Stretch stretch) {
        long offset = plan.items().get(stretch.item()).offset();
        long end = reachesEnd(stretch) ? plan.rowEnd(stretch.item()) : offset + stretch.to();
        return plan.v1Pieces() ? end - offset - stretch.from() : 0;
    }

    private int firstV1(Stretch stretch) {
        long row = plan.items().get(stretch.item()).offset() + stretch.from();
        return plan.v1Pieces() ? pieces(row) * HashResult.SHA1 : 0;
    }

    private int v1Length(Stretch stretch) {
        long rowEnd = plan.items().get(stretch.item()).offset() + stretch.from() + rowLength(stretch);
        return plan.v1Pieces() ? pieces(rowEnd) * HashResult.SHA1 - firstV1(stretch) : 0;
    }

    private int pieces(long bytes) {
        return (int) ((bytes + plan.pieceLength() - 1) / plan.pieceLength());
    }

    /**
     * A stretch of a file whose results are known.
     *
     * @param item the file
     * @param stamp of the file before the first of its bytes was read
     * @param from the first byte
     * @param to the byte behind the last; the file's end, or a place from which hashing can go on
     * @param state where the file's SHA-256 stands at {@code to}; null at the file's end, or when none is computed
     */
    record Stretch(int item, FileStamp stamp, long from, long to, DigestState state) {}
}
