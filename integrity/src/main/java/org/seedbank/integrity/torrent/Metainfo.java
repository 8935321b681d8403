package org.seedbank.integrity.torrent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.internal.hashing.HashResult;

/**
 * A torrent that was checked as it was read: v1 (BEP 3), v2 (BEP 52) or both, with padding (BEP 47), and what seedbank
 * adds to it. Immutable.
 *
 * <p>What holds for every instance: paths are inside the dataset and unique; lengths add up and agree with the number
 * of pieces; v1 and v2 describe the same files; each piece layer has its file's root; the dataset digest is the digest
 * of the manifest that the torrent's own file digests make.
 */
public final class Metainfo {

    /** Largest torrent that is read, in bytes. */
    public static final int MAX_BYTES = 128 << 20;

    /** Most pieces: what libtorrent reads, so that what is accepted here can be seeded. */
    public static final int MAX_PIECES = 2 << 20;

    /** Name of the extra key in {@code info}: the dataset digest and the files' digests. */
    public static final String SEEDBANK_KEY = "x-seedbank";

    /** Name of the extra key beside {@code info}: the catalog entry's JSON. */
    public static final String ENTRY_KEY = "x-seedbank-entry";

    private final MetainfoParts parts;
    private final byte[] bytes;
    private final byte[] v1Pieces;
    private final List<byte[]> pieceLayers;

    /**
     * The infohashes, made when they are first asked for, which many verifications never do: in a large torrent they take
     * a while. Several threads may make them, all alike.
     */
    private Optional<InfoHash> infoHashV1;

    private Optional<InfoHash> infoHashV2;

    /** Takes what the parser has checked; the arrays are not copied. */
    Metainfo(MetainfoParts parts, byte[] bytes, byte[] v1Pieces, List<byte[]> pieceLayers) {
        this.parts = parts;
        this.bytes = bytes;
        this.v1Pieces = v1Pieces;
        this.pieceLayers = pieceLayers;
    }

    /**
     * Reads a torrent from its bytes, which must not change afterwards.
     *
     * @throws IntegrityException.BadTorrent when anything about it is wrong
     */
    public static Metainfo parse(byte[] torrent) {
        return MetainfoParser.parse(torrent);
    }

    /**
     * Reads a torrent file.
     *
     * @throws IntegrityException.CannotRead when the file cannot be read
     * @throws IntegrityException.BadTorrent when it is larger than {@link #MAX_BYTES} or anything else is wrong with it
     */
    public static Metainfo read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            // Reading holds the bytes in memory twice for a moment, so it is not begun where they are too many.
            if (Files.size(file) > MAX_BYTES) {
                throw tooLarge();
            }
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
        return parse(bytes);
    }

    static IntegrityException.BadTorrent tooLarge() {
        return new IntegrityException.BadTorrent("it is larger than %d bytes".formatted(MAX_BYTES), null);
    }

    /** The whole torrent as it was read; must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bencoded {@code info} in {@link #bytes}, byte for byte; must not be changed. */
    public ByteBuffer info() {
        return ByteBuffer.wrap(bytes, parts.infoStart(), parts.infoEnd() - parts.infoStart());
    }

    /** The name of the dataset's folder, or of its one file. */
    public String name() {
        return parts.name();
    }

    /** Tells whether the dataset is one file, not a folder. */
    public boolean isSingleFile() {
        return parts.singleFile();
    }

    /** Which hashes the torrent carries. */
    public TorrentFormat format() {
        return parts.format();
    }

    /** Bytes in a piece; with v2 hashes a power of two from 16 KiB. */
    public int pieceLength() {
        return parts.pieceLength();
    }

    /** SHA-1 of the bencoded {@code info}; absent without v1 hashes. */
    public Optional<InfoHash> infoHashV1() {
        if (infoHashV1 == null) {
            infoHashV1 = infoHash(format().hasV1(), DigestAlgorithm.SHA1);
        }
        return infoHashV1;
    }

    /** SHA-256 of the bencoded {@code info}; absent without v2 hashes. */
    public Optional<InfoHash> infoHashV2() {
        if (infoHashV2 == null) {
            infoHashV2 = infoHash(format().hasV2(), DigestAlgorithm.SHA256);
        }
        return infoHashV2;
    }

    private Optional<InfoHash> infoHash(boolean has, DigestAlgorithm algorithm) {
        if (!has) {
            return Optional.empty();
        }
        MessageDigest digest = algorithm.newDigest();
        digest.update(info());
        return Optional.of(InfoHash.of(digest.digest()));
    }

    /** The files in the torrent's order, without padding. At least one. */
    public List<TorrentFile> files() {
        return parts.files();
    }

    /** The sum of the files' lengths in bytes, without padding. */
    public long totalLength() {
        return parts.files().stream().mapToLong(TorrentFile::length).sum();
    }

    /** Pieces in the torrent: of the row of files and padding with v1, of all files one by one without. */
    public long pieceCount() {
        if (format().hasV1()) {
            return v1Pieces.length / HashResult.SHA1;
        }
        return parts.files().stream()
                .mapToLong(f -> (f.length() + pieceLength() - 1) / pieceLength())
                .sum();
    }

    /** The identity of the dataset; absent in torrents that seedbank did not make. */
    public Optional<Sha256> datasetDigest() {
        return parts.datasetDigest();
    }

    /** The manifest; absent in torrents that seedbank did not make. */
    public Optional<Manifest> manifest() {
        if (datasetDigest().isEmpty()) {
            return Optional.empty();
        }
        List<Manifest.Line> lines = new ArrayList<>();
        for (TorrentFile file : files()) {
            lines.add(new Manifest.Line(file.digest().orElseThrow(), file.path()));
        }
        return Optional.of(new Manifest(lines));
    }

    /** Announce URLs, in tiers' order without duplicates. They are a stranger's text. */
    public List<String> trackers() {
        return parts.trackers();
    }

    /** URLs of web seeds (BEP 19). They are a stranger's text. */
    public List<String> webSeeds() {
        return parts.webSeeds();
    }

    /** The JSON of the catalog entry that travels beside {@code info}, not bound to the infohash. */
    public Optional<String> entryJson() {
        return parts.entryJson();
    }

    /**
     * The bytes of this torrent with another catalog entry beside {@code info}; all else, and so the infohashes, stays as
     * it is. A torrent that would then be too large is returned without a change.
     */
    public byte[] withEntry(String json) {
        byte[] changed = EntrySplice.put(bytes, json);
        return changed.length > MAX_BYTES ? bytes : changed;
    }

    /** A magnet link with infohashes, name, trackers and web seeds (BEP 9, BEP 52). */
    public String magnetLink() {
        return Magnet.of(this).text();
    }

    /** Bytes in the row of files and padding that v1 pieces are cut from. */
    public long rowLength() {
        return parts.rowLength();
    }

    /** SHA-1 of each v1 piece, 20 bytes each in a row; empty without v1 hashes. Must not be changed. */
    public byte[] v1Pieces() {
        return v1Pieces;
    }

    /**
     * The Merkle nodes of a file's pieces, 32 bytes each in a row (BEP 52): its piece layer, or its root when it is not
     * longer than a piece. Must not be changed.
     *
     * @param file index in {@link #files()}
     */
    public byte[] pieceLayer(int file) {
        return pieceLayers.get(file);
    }
}
