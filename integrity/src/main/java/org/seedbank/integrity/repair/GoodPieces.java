package org.seedbank.integrity.repair;

import java.nio.ByteBuffer;
import java.util.BitSet;

/** Which of the needed pieces a source has whole and right. Each is looked at once. For one thread. */
final class GoodPieces implements PieceSource {

    private final RepairPlan plan;
    private final PieceSource source;
    private final PieceSource copy;
    private final PieceCheck check;
    private final BitSet asked = new BitSet();
    private final BitSet good = new BitSet();
    private long bytesGood;

    /**
     * Looks at a source.
     *
     * @param copy the copy that is mended, whose sound files help where a piece spans several
     */
    GoodPieces(RepairPlan plan, PieceSource source, PieceSource copy) {
        this.plan = plan;
        this.source = source;
        this.copy = copy;
        this.check = new PieceCheck(plan.torrent(), plan.row());
    }

    boolean has(int piece) throws InterruptedException {
        if (!asked.get(piece)) {
            asked.set(piece);
            if (check.agrees(piece, source) || check.agrees(piece, this::readMixed)) {
                good.set(piece);
                bytesGood += plan.row().dataBytes(piece);
            }
        }
        return good.get(piece);
    }

    /** Bytes of files in the good pieces that were asked for. */
    long bytesGood() {
        return bytesGood;
    }

    /** Reads what the source has; what it lacks of a piece that is good is sound in the copy. */
    @Override
    public boolean read(int file, long position, ByteBuffer into) throws InterruptedException {
        int start = into.position();
        return source.read(file, position, into) || copy.read(file, position, into.position(start));
    }

    /**
     * Tells whether a file that was put together holds what was published, as far as pieces can tell.
     *
     * @param mended reads that file
     */
    boolean agrees(int file, PieceSource mended) throws InterruptedException {
        BitSet pieces = plan.row().pieces(file);
        for (int piece = pieces.nextSetBit(0); piece >= 0; piece = pieces.nextSetBit(piece + 1)) {
            boolean agrees = check.agrees(piece, replacing(file, mended, source))
                    || check.agrees(piece, replacing(file, mended, this::readMixed))
                    || check.agrees(piece, replacing(file, mended, copy));
            if (!agrees) {
                return false;
            }
        }
        return true;
    }

    private static PieceSource replacing(int file, PieceSource mended, PieceSource others) {
        return (each, position, into) -> (each == file ? mended : others).read(each, position, into);
    }

    private boolean readMixed(int file, long position, ByteBuffer into) throws InterruptedException {
        return (plan.files().get(file) ? this : copy).read(file, position, into);
    }
}
