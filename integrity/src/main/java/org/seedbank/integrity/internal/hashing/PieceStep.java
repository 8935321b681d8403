package org.seedbank.integrity.internal.hashing;

import java.security.MessageDigest;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-1 of the pieces of the row (BEP 3), padding included (BEP 47). A piece may go on from chunk to chunk. */
final class PieceStep {

    private static final byte[] ZEROS = new byte[64 << 10];

    private final HashPlan plan;
    private final HashResult result;

    PieceStep(HashPlan plan, HashResult result) {
        this.plan = plan;
        this.result = result;
    }

    /** Hashes a chunk and returns what goes on in the next one, or null. */
    Chunk.Carry hash(Chunk chunk, Chunk.Carry carried) throws InterruptedException {
        Run run = new Run(chunk.rowStart, carried);
        for (Chunk.Segment segment : chunk.segments) {
            HashItem item = plan.items().get(segment.item);
            run.zeros(item.offset() + segment.fileOffset);
            run.bytes(chunk.buffer, segment.bufferOffset, segment.present);
            run.absent(segment.length - segment.present);
        }
        run.zeros(chunk.rowEnd);
        return run.carry();
    }

    /** One walk along a chunk's part of the row. */
    private final class Run {
        private final MessageDigest digest;
        private long position;
        private boolean spoiled;

        Run(long position, Chunk.Carry carried) {
            this.position = position;
            this.digest = carried == null
                    ? DigestUtils.getSha1Digest()
                    : carried.digests().get(0);
            this.spoiled = carried != null && carried.spoiled();
        }

        void bytes(byte[] data, int offset, int length) {
            int done = 0;
            while (done < length) {
                int take = (int) Math.min(length - done, toBoundary());
                if (!spoiled) {
                    digest.update(data, offset + done, take);
                }
                done += take;
                move(take);
            }
        }

        /** A stranger's torrent may ask for terabytes of padding, so this can be interrupted. */
        void zeros(long end) throws InterruptedException {
            while (position < end) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                bytes(ZEROS, 0, (int) Math.min(ZEROS.length, end - position));
            }
        }

        void absent(long length) {
            long left = length;
            while (left > 0) {
                long take = Math.min(left, toBoundary());
                spoiled = true;
                left -= take;
                move(take);
            }
        }

        private long toBoundary() {
            return Math.min(plan.pieceLength() - position % plan.pieceLength(), plan.rowLength() - position);
        }

        private void move(long bytes) {
            position += bytes;
            if (plan.isInsidePiece(position)) {
                return;
            }
            int piece = (int) ((position - 1) / plan.pieceLength());
            if (spoiled) {
                digest.reset();
                HashResult.mark(result.v1PiecesUnread(), piece, 1);
            } else {
                System.arraycopy(digest.digest(), 0, result.v1Pieces(), piece * HashResult.SHA1, HashResult.SHA1);
            }
            spoiled = false;
        }

        Chunk.Carry carry() {
            return plan.isInsidePiece(position) ? new Chunk.Carry(List.of(digest), spoiled) : null;
        }
    }
}
