package org.seedbank.integrity.internal.hashing;

import java.security.MessageDigest;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256 of whole files: one chain for each file, which goes on from chunk to chunk. */
final class FileStep {

    private final HashPlan plan;
    private final HashResult result;

    FileStep(HashPlan plan, HashResult result) {
        this.plan = plan;
        this.result = result;
    }

    /** Hashes a chunk and returns what goes on in the next one, or null. */
    Chunk.Carry hash(Chunk chunk, Chunk.Carry carried) {
        Chunk.Carry carry = carried;
        MessageDigest fresh = DigestUtils.getSha256Digest();
        for (Chunk.Segment segment : chunk.segments) {
            boolean begins = segment.fileOffset == 0;
            MessageDigest digest = begins ? fresh : carry.digest();
            boolean spoiled = (!begins && carry.spoiled()) || segment.present < segment.length;
            if (!spoiled) {
                digest.update(chunk.buffer, segment.bufferOffset, segment.present);
            }
            carry = new Chunk.Carry(digest, spoiled);
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
            carry.digest().reset();
        } else {
            byte[] digest = carry.digest().digest();
            System.arraycopy(digest, 0, result.fileDigests(), item * MerkleTree.NODE, MerkleTree.NODE);
        }
    }
}
