package org.seedbank.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seedbank.catalog.internal.json.Unicode;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Rules for the fields of an entry. Every refusal names the field as it is called in the JSON. */
final class EntryRules {

    /** Fewest hex digits that count as the beginning of a digest. */
    static final int MIN_PREFIX = 6;

    private static final int MAX_NAME = 1_000;
    private static final int MAX_DESCRIPTION = 200_000;
    private static final int MAX_SHORT = 500;
    private static final int MAX_VERSION = 200;
    private static final int MAX_HOST = 253;

    /** The largest collaborations sign papers with a few thousand names. */
    private static final int MAX_NAMES = 10_000;

    /** Eighteen digits: an exabyte, and as much as every reader of JSON can hold as a whole number of 64 bits. */
    private static final long MAX_COUNT = 999_999_999_999_999_999L;

    /** BEP 52 allows no smaller piece. */
    private static final long MIN_PIECE = 16 << 10;

    private static final long MAX_PIECE = 1 << 30;

    /** RFC 3339 has four digits for the year. */
    private static final Instant MIN_PUBLISHED = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    /** The shape of an SPDX expression; whether the names are on SPDX's list changes with the list. */
    private static final Pattern SPDX = spdx("\\(*[A-Za-z0-9.:-]+\\+?\\)*");

    private static final Pattern DOI = Pattern.compile("10\\.[0-9]{4,9}(\\.[0-9]+)*/[^\\s\\p{Cntrl}]+");

    private static final Pattern SERIAL_LETTER = Pattern.compile("[a-z]{1,3}");

    private EntryRules() {}

    private static Pattern spdx(String term) {
        return Pattern.compile(term + "( (AND|OR|WITH) " + term + ")*");
    }

    static String title(String value) {
        return name("title", value, MAX_NAME);
    }

    static String description(String value) {
        return text("description", value, MAX_DESCRIPTION);
    }

    static String withdrawnReason(String value) {
        return name("withdrawnReason", value, MAX_NAME);
    }

    static void requireOther(Optional<Sha256> value, Sha256 digest) {
        if (value.filter(digest::equals).isPresent()) {
            throw wrong("supersededBy", "names the dataset itself");
        }
    }

    static String version(String value) {
        return name("version", value, MAX_VERSION);
    }

    static String license(String value) {
        if (!isOneName(value)
                && !SPDX.matcher(text("license", value, MAX_SHORT)).matches()) {
            throw wrong("license", "is '%s', not an SPDX license expression such as 'CC-BY-4.0'".formatted(value));
        }
        return value;
    }

    /** Tells whether this is one plain name, as of most licenses; then nothing else need be looked for. */
    private static boolean isOneName(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean belongs = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!belongs && c != '-' && c != '.') {
                return false;
            }
        }
        return !value.isEmpty() && value.length() <= MAX_SHORT;
    }

    static String doi(String value) {
        if (!DOI.matcher(text("doi", value, MAX_SHORT)).matches()) {
            throw wrong("doi", "is '%s', not a bare DOI such as '10.5281/zenodo.1234'".formatted(value));
        }
        return value;
    }

    static List<String> names(String field, List<String> values) {
        if (values.size() > MAX_NAMES) {
            throw wrong(field, "holds %d items, at most %d are allowed".formatted(values.size(), MAX_NAMES));
        }
        for (String value : values) {
            if (value.isBlank()) {
                throw wrong(field, "holds a blank item");
            }
            text(field, value, MAX_NAME);
        }
        return values;
    }

    static Optional<Sha256> supersedes(Optional<Sha256> value, Sha256 digest) {
        if (value.filter(digest::equals).isPresent()) {
            throw wrong("supersedes", "names the dataset itself");
        }
        return value;
    }

    static Instant published(Instant value) {
        return moment("published", value);
    }

    static Instant moment(String field, Instant value) {
        if (value.isBefore(MIN_PUBLISHED) || !value.isBefore(END_OF_TIME)) {
            throw wrong(field, "must lie in the years 0 to 9999");
        }
        return value;
    }

    /** A name is no longer than DNS has them (RFC 1035). */
    static List<HostPort> seedAddresses(List<HostPort> values) {
        if (values.size() > Entry.MAX_SEED_ADDRESSES) {
            throw wrong(
                    "seedAddresses",
                    "holds %d items, at most %d are allowed".formatted(values.size(), Entry.MAX_SEED_ADDRESSES));
        }
        for (HostPort value : values) {
            if (value.port() == 0 || value.host().length() > MAX_HOST) {
                throw wrong("seedAddresses", "holds '%.60s', which nobody can connect to".formatted(value));
            }
        }
        if (Set.copyOf(values).size() < values.size()) {
            throw wrong("seedAddresses", "holds an address twice");
        }
        return values;
    }

    static long atLeast(long least, String field, long value) {
        if (value < least || value > MAX_COUNT) {
            throw wrong(field, "must be %d or more and have at most 18 digits, not %d".formatted(least, value));
        }
        return value;
    }

    static int pieceLength(long value) {
        if (value < MIN_PIECE || value > MAX_PIECE || Long.bitCount(value) != 1) {
            throw wrong("pieceLength", "must be a power of two from 16 KiB to 1 GiB, not %d".formatted(value));
        }
        return (int) value;
    }

    static Optional<InfoHash> infohashV1(Optional<InfoHash> value) {
        if (value.filter(InfoHash::isV2).isPresent()) {
            throw wrong("infohashV1", "must have 40 hex digits");
        }
        return value;
    }

    static Optional<InfoHash> infohashV2(Optional<InfoHash> value) {
        if (value.filter(hash -> !hash.isV2()).isPresent()) {
            throw wrong("infohashV2", "must have 64 hex digits");
        }
        return value;
    }

    static void someInfohash(Optional<InfoHash> v1, Optional<InfoHash> v2) {
        if (v1.isEmpty() && v2.isEmpty()) {
            throw wrong("infohashV1", "is missing, and so is 'infohashV2': one of them is needed");
        }
    }

    static int serial(long value) {
        if (value < 1 || value > Serial.MAX_NUMBER) {
            throw wrong("serial", "must be a number from 1 to %d, not %d".formatted(Serial.MAX_NUMBER, value));
        }
        return (int) value;
    }

    /** The first, who has none, writes none. */
    static String serialLetter(String value) {
        if (!SERIAL_LETTER.matcher(value).matches() || value.equals("a")) {
            throw new IllegalArgumentException(
                    "'%s' is not one to three lower-case letters behind 'a'".formatted(value));
        }
        return value;
    }

    private static String name(String field, String value, int longest) {
        if (value.isBlank()) {
            throw wrong(field, "is missing or blank");
        }
        return text(field, value, longest);
    }

    private static String text(String field, String value, int longest) {
        if (value.length() > longest) {
            throw wrong(field, "is %d characters long, at most %d are allowed".formatted(value.length(), longest));
        }
        if (!Unicode.isText(value)) {
            throw wrong(field, "is not valid Unicode");
        }
        return value;
    }

    private static IllegalArgumentException wrong(String field, String what) {
        return new IllegalArgumentException("field '%s' %s".formatted(field, what));
    }
}
