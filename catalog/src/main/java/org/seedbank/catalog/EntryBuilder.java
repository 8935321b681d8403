package org.seedbank.catalog;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * Collects the fields of an {@link Entry}; {@link #build()} checks them. Needed are the title, the number of files, the
 * piece length and an infohash. Each method sets one thing and returns this builder. For one thread.
 */
public final class EntryBuilder {

    /** Only read, like every object in this place. */
    private static final JsonObject NOTHING = new JsonObject();

    final Sha256 digest;
    int schema = Entry.SCHEMA;
    String title = "";
    String description = "";
    List<String> creators = List.of();
    Optional<String> license = Optional.empty();
    Optional<String> doi = Optional.empty();
    List<String> keywords = List.of();
    Optional<String> version = Optional.empty();
    Optional<Sha256> supersedes = Optional.empty();
    Optional<Instant> published = Optional.empty();
    long bytes;
    long files;
    long pieceLength;
    Optional<InfoHash> infohashV1 = Optional.empty();
    Optional<InfoHash> infohashV2 = Optional.empty();
    Optional<Serial> serial = Optional.empty();
    boolean withdrawn;
    Withdrawal withdrawal = Withdrawal.NONE;
    List<HostPort> seedAddresses = List.of();
    Optional<Instant> edited = Optional.empty();
    Optional<Instant> withdrawnAt = Optional.empty();
    Optional<Instant> changed = Optional.empty();
    JsonObject unknown = NOTHING;

    EntryBuilder(Sha256 digest) {
        this.digest = Objects.requireNonNull(digest, "digest");
    }

    EntryBuilder(Entry entry) {
        this(entry.digest());
        schema = entry.schema();
        title = entry.title();
        description = entry.description();
        creators = entry.creators();
        license = entry.license();
        doi = entry.doi();
        keywords = entry.keywords();
        version = entry.version();
        supersedes = entry.supersedes();
        published = entry.published();
        bytes = entry.bytes();
        files = entry.files();
        pieceLength = entry.pieceLength();
        infohashV1 = entry.infohashV1();
        infohashV2 = entry.infohashV2();
        serial = entry.serial();
        withdrawn = entry.withdrawn();
        withdrawal = entry.withdrawal();
        seedAddresses = entry.seedAddresses();
        edited = entry.edited();
        withdrawnAt = entry.withdrawnAt();
        changed = entry.changed();
        unknown = entry.unknown();
    }

    /**
     * The entry.
     *
     * @throws IllegalArgumentException when a field is missing or breaks its rule; the message names the field
     */
    public Entry build() {
        return new Entry(this);
    }

    /** A short name for people, 1 to 1,000 characters, not blank. */
    public EntryBuilder title(String value) {
        title = Objects.requireNonNull(value, "title");
        return this;
    }

    /** Free text of up to 200,000 characters; empty says nothing. */
    public EntryBuilder description(String value) {
        description = Objects.requireNonNull(value, "description");
        return this;
    }

    /** Up to 10,000 names of up to 1,000 characters each, none blank. */
    public EntryBuilder creators(List<String> value) {
        creators = List.copyOf(value);
        return this;
    }

    /** An SPDX license expression such as {@code CC-BY-4.0}, or null for none. */
    public EntryBuilder license(String value) {
        license = Optional.ofNullable(value);
        return this;
    }

    /** A bare DOI such as {@code 10.5281/zenodo.1234}, or null for none. */
    public EntryBuilder doi(String value) {
        doi = Optional.ofNullable(value);
        return this;
    }

    /** Up to 10,000 words of up to 1,000 characters each, none blank. */
    public EntryBuilder keywords(List<String> value) {
        keywords = List.copyOf(value);
        return this;
    }

    /** The dataset's own version, 1 to 200 characters, or null for none. */
    public EntryBuilder version(String value) {
        version = Optional.ofNullable(value);
        return this;
    }

    /** Another dataset that this one replaces, or null for none. */
    public EntryBuilder supersedes(Sha256 value) {
        supersedes = Optional.ofNullable(value);
        return this;
    }

    /** Another dataset that replaces this one, or null for none. */
    public EntryBuilder supersededBy(Sha256 value) {
        withdrawal = new Withdrawal(withdrawal.reason(), Optional.ofNullable(value));
        return this;
    }

    /** When a catalog took the entry in, years 0 to 9999, or null for a draft. */
    public EntryBuilder published(Instant value) {
        published = Optional.ofNullable(value);
        return this;
    }

    /** Size of all files together in bytes, 0 or more, at most 18 digits. */
    public EntryBuilder bytes(long value) {
        bytes = value;
        return this;
    }

    /** Number of files, 1 or more, at most 18 digits. */
    public EntryBuilder files(long value) {
        files = value;
        return this;
    }

    /** Length of the torrent's pieces in bytes, a power of two from 16 KiB to 1 GiB. */
    public EntryBuilder pieceLength(long value) {
        pieceLength = value;
        return this;
    }

    /** The torrent's v1 infohash, or null when it has none. */
    public EntryBuilder infohashV1(InfoHash value) {
        infohashV1 = Optional.ofNullable(value);
        return this;
    }

    /** The torrent's v2 infohash, or null when it has none. */
    public EntryBuilder infohashV2(InfoHash value) {
        infohashV2 = Optional.ofNullable(value);
        return this;
    }

    /** The number that a catalog gave the entry, or null for a draft. */
    public EntryBuilder serial(Serial value) {
        serial = Optional.ofNullable(value);
        return this;
    }

    /** Tells whether the publisher has taken the dataset back. */
    public EntryBuilder withdrawn(boolean value) {
        withdrawn = value;
        return this;
    }

    /** Why the publisher has taken it back. */
    public EntryBuilder withdrawal(Withdrawal value) {
        withdrawal = Objects.requireNonNull(value, "withdrawal");
        return this;
    }

    /** Up to {@value Entry#MAX_SEED_ADDRESSES} addresses of seeds, each once, with ports from 1. */
    public EntryBuilder seedAddresses(List<HostPort> value) {
        seedAddresses = List.copyOf(value);
        return this;
    }

    /** When the torrent was last changed beside its {@code info}, years 0 to 9999, or null for never. */
    public EntryBuilder edited(Instant value) {
        edited = Optional.ofNullable(value);
        return this;
    }

    /** When the dataset was taken back, years 0 to 9999, or null where that is not known. */
    public EntryBuilder withdrawnAt(Instant value) {
        withdrawnAt = Optional.ofNullable(value);
        return this;
    }

    EntryBuilder changed(Instant value) {
        changed = Optional.ofNullable(value);
        return this;
    }

    EntryBuilder schema(int value) {
        schema = value;
        return this;
    }

    EntryBuilder unknown(JsonObject value) {
        unknown = value;
        return this;
    }
}
