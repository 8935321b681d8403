package org.seedbank.integrity.internal.hashing;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.seedbank.integrity.DigestAlgorithm;

/**
 * The steps of the pipeline over one chunk of 1 MiB, in chunks per second: so many MiB/s. A chunk holds files of
 * {@code fileLength} bytes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HashingBenchmark {

    private static final int PIECE = 256 << 10;

    /** Bytes of each file in the chunk. */
    @Param({"4096", "1048576"})
    public int fileLength;

    private Chunk chunk;
    private byte[] leaves;
    private FileStep files;
    private PieceStep pieces;
    private LeafStep leafStep;

    /** Fills a chunk. */
    @Setup
    public void fill() {
        int count = Chunk.LENGTH / fileLength;
        List<HashItem> items = IntStream.range(0, count)
                .mapToObj(i -> new HashItem(Path.of("f" + i), fileLength, fileLength, (long) i * fileLength))
                .toList();
        HashPlan plan = new HashPlan(items, PIECE, Chunk.LENGTH, true, true, Set.of(DigestAlgorithm.SHA256));
        HashResult result = new HashResult(plan);
        chunk = new ChunkPlanner(plan).next();
        chunk.buffer = new byte[Chunk.LENGTH];
        new Random(1).nextBytes(chunk.buffer);
        leaves = new byte[Chunk.LENGTH / MerkleTree.LEAF_LENGTH * MerkleTree.NODE];
        files = new FileStep(plan, result);
        pieces = new PieceStep(plan, result);
        leafStep = new LeafStep(plan, result);
    }

    /** SHA-256 of the whole chunk and nothing else: what one core can do. */
    @Benchmark
    public byte[] limitSha256() {
        return DigestUtils.sha256(chunk.buffer);
    }

    /** SHA-1 of the whole chunk and nothing else: what one core can do. */
    @Benchmark
    public byte[] limitSha1() {
        return DigestUtils.sha1(chunk.buffer);
    }

    /** SHA-256 of leaves of 16 KiB, through the interface that takes a batch. */
    @Benchmark
    public int leafBatch() {
        return BlockDigests.sequential(DigestAlgorithm.SHA256.newDigest())
                .sha256(chunk.buffer, 0, chunk.buffer.length, MerkleTree.LEAF_LENGTH, leaves, 0);
    }

    /** The file digests' step. */
    @Benchmark
    public Object fileStep() {
        return files.hash(chunk, null);
    }

    /** The v1 pieces' step. */
    @Benchmark
    public Object pieceStep() throws InterruptedException {
        return pieces.hash(chunk, null);
    }

    /** The Merkle trees' step; files of one leaf have been hashed by the file digests' step. */
    @Benchmark
    public Object leafStep() {
        return leafStep.hash(chunk);
    }

    /** The Merkle tree over the 64 leaves of 1 MiB. */
    @Benchmark
    public byte[] tree() {
        return MerkleTree.root(leaves, 64, 0, 64);
    }
}
