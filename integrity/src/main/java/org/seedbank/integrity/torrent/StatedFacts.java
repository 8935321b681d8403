package org.seedbank.integrity.torrent;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;

/**
 * Digests and times that old torrents, and those of the Internet Archive, hold for files inside {@code info}. They are read
 * when somebody asks: a stranger's torrent may have a million.
 */
final class StatedFacts {

    /** Of more files none are looked at: each takes a while, and torrents that have them have few files. */
    static final int MOST = 200_000;

    /** For a torrent whose files have none. */
    static final StatedFacts NONE = new StatedFacts(List.of(), new int[0]);

    private static final Map<String, DigestAlgorithm> ALGORITHMS = Map.of(
            "crc32", DigestAlgorithm.CRC32,
            "md5", DigestAlgorithm.MD5,
            "md5sum", DigestAlgorithm.MD5,
            "sha1", DigestAlgorithm.SHA1,
            "sha256", DigestAlgorithm.SHA256);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(?:\\.[0-9]{1,9})?");

    private final List<BValue> entries;
    private final int[] places;

    /**
     * Facts in a v1 list.
     *
     * @param entries dictionaries of files and padding
     * @param places for each file its index in them
     */
    StatedFacts(List<BValue> entries, int[] places) {
        this.entries = entries;
        this.places = places;
    }

    /** Tells whether a dictionary of a file has something that may be a digest. */
    static boolean isIn(BDict file) {
        if (file.keys().size() > 2) {
            for (String key : file.keys()) {
                if (ALGORITHMS.containsKey(key)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether a dictionary of a file has something in a digest's place that is none. */
    static boolean isOddIn(BDict file) {
        for (int i = 0; i < file.keys().size(); i++) {
            DigestAlgorithm algorithm = ALGORITHMS.get(file.keys().get(i));
            if (algorithm != null && digest(algorithm, file.values().get(i)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return places.length == 0;
    }

    Set<ContentDigest> digests(int file) {
        if (isEmpty()) {
            return Set.of();
        }
        BDict entry = (BDict) entries.get(places[file]);
        Set<ContentDigest> digests = new HashSet<>();
        for (int i = 0; i < entry.keys().size(); i++) {
            DigestAlgorithm algorithm = ALGORITHMS.get(entry.keys().get(i));
            if (algorithm != null) {
                digest(algorithm, entry.values().get(i)).ifPresent(digests::add);
            }
        }
        return digests;
    }

    Optional<Instant> time(int file) {
        if (isEmpty()) {
            return Optional.empty();
        }
        Optional<BValue> time = ((BDict) entries.get(places[file])).get("mtime");
        try {
            if (time.isPresent() && time.get() instanceof BValue.BInteger seconds) {
                return Optional.of(Instant.ofEpochSecond(seconds.value()));
            }
            return time.flatMap(value -> value instanceof BBytes text ? text.utf8() : Optional.empty())
                    .filter(text -> SECONDS.matcher(text).matches())
                    .map(text -> Instant.ofEpochSecond(Long.parseLong(text.split("\\.", 2)[0])));
        } catch (DateTimeException e) {
            return Optional.empty(); // A number of seconds that no calendar reaches is no time.
        }
    }

    /** A digest as hex text or as its bytes. */
    private static Optional<ContentDigest> digest(DigestAlgorithm algorithm, BValue value) {
        if (!(value instanceof BBytes bytes)) {
            return Optional.empty();
        }
        if (bytes.length() == algorithm.bytes()) {
            return Optional.of(ContentDigest.of(algorithm, HexFormat.of().formatHex(bytes.copy())));
        }
        if (bytes.length() != algorithm.hexLength()) {
            return Optional.empty();
        }
        String hex = new String(bytes.copy(), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return isHex(hex) ? Optional.of(ContentDigest.of(algorithm, hex)) : Optional.empty();
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
