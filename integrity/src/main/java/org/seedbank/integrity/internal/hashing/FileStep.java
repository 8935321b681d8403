package org.seedbank.integrity.internal.hashing;

import java.security.MessageDigest;
import java.util.List;
import org.seedbank.integrity.DigestAlgorithm;

/** Digests of whole files: one chain for each file and algorithm, which goes on from chunk to chunk. */
final class FileStep {

    private final HashPlan plan;
    private final HashResult result;
    private final List<DigestAlgorithm> algorithms;

    FileStep(HashPlan plan, HashResult result) {
        this.plan = plan;
        this.result = result;
        this.algorithms = List.copyOf(plan.fileAlgorithms());
    }

    /** Hashes a chunk and returns what goes on in the next one, or null. */
    Chunk.Carry hash(Chunk chunk, Chunk.Carry carried) {
        Chunk.Carry carry = carried;
        List<MessageDigest> fresh =
                algorithms.stream().map(DigestAlgorithm::newDigest).toList();
        for (Chunk.Segment segment : chunk.segments) {
            boolean begins = segment.fileOffset == 0;
            List<MessageDigest> digests = begins ? fresh : carry.digests();
            boolean spoiled = (!begins && carry.spoiled()) || segment.present < segment.length;
            if (!spoiled) {
                for (MessageDigest digest : digests) {
                    digest.update(chunk.buffer, segment.bufferOffset, segment.present);
                }
            }
            carry = new Chunk.Carry(digests, spoiled);
            if (segment.fileOffset + segment.length
                    == plan.items().get(segment.item).length()) {
                finish(segment.item, carry);
                carry = null;
            }
        }
        return carry;
    }

    private void finish(int item, Chunk.Carry carry) {
        if (carry.spoiled()) {
            HashResult.mark(result.filesUnread(), item, 1);
            carry.digests().forEach(MessageDigest::reset);
            return;
        }
        for (int i = 0; i < algorithms.size(); i++) {
            result.setFileDigest(algorithms.get(i), item, carry.digests().get(i));
        }
    }
}
