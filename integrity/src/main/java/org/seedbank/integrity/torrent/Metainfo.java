package org.seedbank.integrity.torrent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.bencode.OuterDict;
import org.seedbank.integrity.internal.hashing.HashResult;

/**
 * A torrent that was checked as it was read: v1 (BEP 3), v2 (BEP 52) or both, with padding (BEP 47), and what seedbank
 * adds to it. Immutable.
 *
 * <p>What holds for every instance: paths are inside the dataset and unique; links lead to something inside; lengths add up and agree with the number
 * of pieces; v1 and v2 describe the same files; each piece layer that is there has its file's root; the dataset digest is the digest
 * of the manifest that the torrent's own file digests make.
 */
public final class Metainfo {

    /** Largest torrent that is read, in bytes. */
    public static final int MAX_BYTES = 128 << 20;

    /** Most files: as objects they take a few times the torrent's own bytes, and whoever looks at them does not want to wait. */
    public static final int MAX_FILES = 600_000;

    /** Most pieces: what libtorrent reads, so that what is accepted here can be seeded. */
    public static final int MAX_PIECES = 2 << 20;

    /** Name of the extra key in {@code info}: the dataset digest and the files' digests. */
    public static final String SEEDBANK_KEY = "x-seedbank";

    /** Name of the extra key beside {@code info}: the catalog entry's JSON. */
    public static final String ENTRY_KEY = "x-seedbank-entry";

    private static final int HASHED_AT_ONCE = 16 << 10;

    private final MetainfoParts parts;
    private final byte[] bytes;
    private final byte[] v1Pieces;
    private final PieceLayers pieceLayers;

    /**
     * The infohashes, made when they are first asked for, which many verifications never do: in a large torrent they take
     * a while. Several threads may make them, all alike.
     */
    private Optional<InfoHash> infoHashV1;

    private Optional<InfoHash> infoHashV2;

    /** Takes what the parser has checked; the arrays are not copied. */
    Metainfo(MetainfoParts parts, byte[] bytes, byte[] v1Pieces, PieceLayers pieceLayers) {
        this.parts = parts;
        this.bytes = bytes;
        this.v1Pieces = v1Pieces;
        this.pieceLayers = pieceLayers;
    }

    /** The torrent as published, where its files lie under other names here; null where they have their own. */
    private Metainfo published;

    /**
     * The same torrent for a copy whose files have other names: {@link #files()} are those here. All that was published stays:
     * bytes, hashes, digests and the manifest.
     *
     * @param paths where each file lies, in the order of {@link #files()}
     * @throws IllegalArgumentException when they are not as many, or one comes twice
     */
    public Metainfo lyingAt(List<DatasetPath> paths) {
        Metainfo original = published();
        List<TorrentFile> files = original.files();
        if (paths.size() != files.size() || Set.copyOf(paths).size() != paths.size()) {
            throw new IllegalArgumentException("each file has one path of its own");
        }
        List<TorrentFile> moved = new ArrayList<>(files.size());
        boolean same = true;
        for (int i = 0; i < files.size(); i++) {
            same &= files.get(i).path().equals(paths.get(i));
            moved.add(files.get(i).at(paths.get(i)));
        }
        if (same) {
            return original;
        }
        Metainfo here = new Metainfo(original.parts.withFiles(moved), bytes, v1Pieces, pieceLayers);
        here.published = original;
        return here;
    }

    /** The torrent with the paths that were published: this one, unless it is of a copy whose files have other names. */
    public Metainfo published() {
        return published == null ? this : published;
    }

    /** Tells whether a file of this copy has another name than was published. */
    public boolean isRenamed() {
        return published != null;
    }

    /** Paths of the files, in the order of {@link #files()}. */
    public List<DatasetPath> paths() {
        return files().stream().map(TorrentFile::path).toList();
    }

    /** The path that a file or folder has in this copy which was published under this one; this one where nothing was. */
    public DatasetPath here(DatasetPath byPublished) {
        List<TorrentFile> own = published().files();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).path().isIn(byPublished)) {
                return files().get(i).path().andAbove().get(byPublished.names().size() - 1);
            }
        }
        return byPublished;
    }

    /** A choice of files by the paths that were published, for the paths of this copy. */
    public Predicate<DatasetPath> choosing(Predicate<DatasetPath> byPublished) {
        if (published == null) {
            return byPublished;
        }
        Map<DatasetPath, DatasetPath> own = new HashMap<>();
        for (int i = 0; i < files().size(); i++) {
            own.put(files().get(i).path(), published.files().get(i).path());
        }
        return path -> byPublished.test(own.getOrDefault(path, path));
    }

    /**
     * Reads a torrent from its bytes, which must not change afterwards. What is odd outside of {@code info} and {@code piece
     * layers} is told by {@link #warnings}.
     *
     * @throws IntegrityException.BadTorrent when {@code info} or {@code piece layers} are wrong, or it is no torrent
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

    /** The whole torrent as it was read, up to the end of its dictionary; must not be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bencoded {@code info} in {@link #bytes}, byte for byte; must not be changed. */
    public ByteBuffer info() {
        return ByteBuffer.wrap(
                bytes,
                parts.infoSpan().start(),
                parts.infoSpan().end() - parts.infoSpan().start());
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
        // Java compiles the loop over one large array late, and the call for a small one soon.
        OuterDict.Span info = parts.infoSpan();
        for (int at = info.start(); at < info.end(); at += HASHED_AT_ONCE) {
            digest.update(bytes, at, Math.min(HASHED_AT_ONCE, info.end() - at));
        }
        return Optional.of(InfoHash.of(digest.digest()));
    }

    /** The files in the torrent's order, without padding. At least one. */
    public List<TorrentFile> files() {
        return parts.files();
    }

    /**
     * The symbolic links of the dataset (BEP 47) that lead to something in it, in the torrent's order; {@link #warnings} names
     * those that do not.
     */
    public List<TorrentLink> links() {
        return parts.links();
    }

    /** Tells whether {@link #statedDigests} has anything for any file. */
    public boolean statesDigests() {
        return !parts.facts().isEmpty();
    }

    /**
     * Digests that whoever made the torrent wrote beside a file in a v1 list ({@code md5sum}, {@code sha1} and others, as the
     * Internet Archive does). They are in {@code info}, so nobody has changed them since, and nobody has checked them.
     *
     * @param file index in {@link #files()}
     */
    public Set<ContentDigest> statedDigests(int file) {
        return parts.facts().digests(file);
    }

    /**
     * When a file was last changed where the torrent was made ({@code mtime}), which only torrents with
     * {@link #statesDigests} are asked for.
     *
     * @param file index in {@link #files()}
     */
    public Optional<Instant> statedTime(int file) {
        return parts.facts().time(file);
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
        if (published != null) {
            return published.manifest();
        }
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
        return parts.beside().trackerTiers().stream().flatMap(List::stream).toList();
    }

    /**
     * Announce URLs in tiers (BEP 12), none of them empty, no URL twice. A program tries those of a tier in an order of its
     * own, and a later tier when all before it have failed. They are a stranger's text.
     */
    public List<List<String>> trackerTiers() {
        return parts.beside().trackerTiers();
    }

    /** Nodes of the DHT that the torrent names (BEP 5), at most 100, perhaps by host names. A stranger's choice. */
    public List<HostPort> dhtNodes() {
        return parts.beside().nodes();
    }

    /** Tells whether peers may only be had from the torrent's trackers (BEP 27). */
    public boolean isPrivate() {
        return parts.isPrivate();
    }

    /** What is odd about the torrent, though it can be used: at most 21 texts, lower case, without a full stop. */
    public List<String> warnings() {
        return parts.warnings();
    }

    /** URLs of web seeds (BEP 19). They are a stranger's text. */
    public List<String> webSeeds() {
        return parts.beside().webSeeds();
    }

    /** URLs of web seeds of the older kind (BEP 17), which are asked for pieces by number. They are a stranger's text. */
    public List<String> httpSeeds() {
        return parts.beside().httpSeeds();
    }

    /** The JSON of the catalog entry that travels beside {@code info}, not bound to the infohash. */
    public Optional<String> entryJson() {
        return parts.beside().entryJson();
    }

    /**
     * The bytes of this torrent with another catalog entry beside {@code info}; all else, and so the infohashes, stays as
     * it is. A torrent that would then be too large is returned without a change.
     */
    public byte[] withEntry(String json) {
        byte[] changed = EntrySplice.put(bytes, json);
        return changed.length > MAX_BYTES ? bytes : changed;
    }

    /** Does the same, as a torrent. */
    public Metainfo withEntryOf(String json) {
        return entryJson().equals(Optional.of(json)) ? this : at(withEntry(json));
    }

    /**
     * This torrent with other trackers and web seeds beside {@code info}; all else, and so the infohashes, stays as it is. What is the
     * same already is not written anew.
     *
     * @param tiers announce URLs in tiers (BEP 12); none of them empty
     * @param seeds URLs of web seeds (BEP 19)
     * @throws IntegrityException.BadTorrent when it would then be larger than {@link #MAX_BYTES}
     */
    public Metainfo withUrls(List<List<String>> tiers, List<String> seeds) {
        byte[] changed = bytes;
        if (!tiers.equals(trackerTiers())) {
            changed = putTrackers(changed, tiers);
        }
        if (!seeds.equals(webSeeds())) {
            changed = seeds.isEmpty()
                    ? EntrySplice.remove(changed, "url-list")
                    : EntrySplice.put(changed, "url-list", encoded(seeds));
        }
        return changed == bytes ? this : at(changed);
    }

    /** {@code announce} is for programs that know one tracker only. */
    private static byte[] putTrackers(byte[] torrent, List<List<String>> tiers) {
        if (tiers.isEmpty()) {
            return EntrySplice.remove(EntrySplice.remove(torrent, "announce-list"), "announce");
        }
        BencodeWriter list = new BencodeWriter().beginList();
        for (List<String> tier : tiers) {
            list.encoded(encoded(tier));
        }
        byte[] first = new BencodeWriter().text(tiers.get(0).get(0)).toByteArray();
        return EntrySplice.put(
                EntrySplice.put(torrent, "announce", first),
                "announce-list",
                list.end().toByteArray());
    }

    private static byte[] encoded(List<String> texts) {
        BencodeWriter list = new BencodeWriter().beginList();
        texts.forEach(list::text);
        return list.end().toByteArray();
    }

    /**
     * This torrent with what another copy of it has beside {@code info}: trackers, web seeds and the catalog entry. Piece
     * layers, and the names that files have here, stay its own.
     *
     * @param edited a torrent with the same {@code info}
     * @throws IllegalArgumentException when it has another
     */
    public Metainfo besideInfoOf(Metainfo edited) {
        if (!info().equals(edited.info())) {
            throw new IllegalArgumentException("only what is beside 'info' can be taken from another torrent");
        }
        Metainfo changed = withUrls(edited.trackerTiers(), edited.webSeeds());
        return edited.entryJson().map(changed::withEntryOf).orElse(changed);
    }

    /** The torrent of these bytes with the names that its files have here. */
    private Metainfo at(byte[] changed) {
        if (changed.length > MAX_BYTES) {
            throw tooLarge();
        }
        Metainfo torrent = parse(changed);
        return isRenamed()
                ? torrent.lyingAt(files().stream().map(TorrentFile::path).toList())
                : torrent;
    }

    /**
     * This torrent with other piece layers beside {@code info}; all else, and so the infohashes, stays as it is.
     *
     * @param layers the nodes of each file that is longer than a piece, 32 bytes each in a row, by its root
     * @throws IntegrityException.BadTorrent when a layer does not make its root
     */
    public Metainfo withPieceLayers(SortedMap<Sha256, byte[]> layers) {
        BencodeWriter dict = new BencodeWriter().beginDict();
        layers.forEach((root, layer) -> dict.key(root.bytes()).bytes(layer));
        return at(EntrySplice.put(bytes, "piece layers", dict.end().toByteArray()));
    }

    /**
     * A magnet link with infohashes, name, trackers and web seeds (BEP 9, BEP 52), without those of them that have a personal
     * key in their address: such a link is passed on.
     */
    public String magnetLink() {
        return Magnet.of(this).text();
    }

    /** The same link with addresses of peers ({@code x.pe}), which whoever gets it tries at once. */
    public String magnetLink(List<HostPort> peers) {
        return Magnet.of(this).withPeers(peers).text();
    }

    /** Bytes in the row of files and padding that v1 pieces are cut from. */
    public long rowLength() {
        return parts.rowLength();
    }

    /** SHA-1 of each v1 piece, 20 bytes each in a row; empty without v1 hashes. Must not be changed. */
    public byte[] v1Pieces() {
        return v1Pieces;
    }

    /** Tells whether {@link #hasPieceLayer} is false for a file of a torrent with v2 hashes. */
    public boolean lacksPieceLayers() {
        return pieceLayers.missing() > 0;
    }

    /**
     * Tells whether {@link #pieceLayer} knows a file's nodes. A torrent that came by a magnet link and was saved again may lack
     * piece layers; the file's root (BEP 52) is there all the same. False without v2 hashes.
     *
     * @param file index in {@link #files()}
     */
    public boolean hasPieceLayer(int file) {
        return format().hasV2() && pieceLayers.has(files().get(file));
    }

    /**
     * The Merkle nodes of a file's pieces, 32 bytes each in a row (BEP 52): its piece layer, or its root when it is not
     * longer than a piece. Empty where {@link #hasPieceLayer} is false. Must not be changed.
     *
     * @param file index in {@link #files()}
     */
    public byte[] pieceLayer(int file) {
        return pieceLayers.nodes(files().get(file));
    }
}
