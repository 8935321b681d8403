package org.seedbank.catalog;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * One dataset in a catalog: what it is called, how large it is and which torrent carries it. Immutable; an entry that
 * breaks a rule of its fields cannot be built. Its texts may be a stranger's and hold any character: make control
 * characters visible before they reach a terminal.
 *
 * <p>A draft is an entry without {@link #published()}; a catalog stamps that when it takes the draft in. Two entries
 * are equal when all their fields are, unknown ones included.
 */
public final class Entry {

    /** Version of the entry format that this code writes. */
    public static final int SCHEMA = 1;

    /** Most addresses of seeds. */
    public static final int MAX_SEED_ADDRESSES = 8;

    /** Longest JSON text of an entry that is read or posted, in bytes of UTF-8. */
    public static final int MAX_JSON_BYTES = 1 << 20;

    /** Never changed: most of 100,000 entries have no fields that nobody knows. */
    private static final JsonObject NOTHING = new JsonObject();

    private final int schema;
    private final Sha256 digest;
    private final String title;
    private final String description;
    private final List<String> creators;
    private final Optional<String> license;
    private final Optional<String> doi;
    private final List<String> keywords;
    private final Optional<String> version;
    private final Optional<Sha256> supersedes;
    private final Optional<Instant> published;
    private final long bytes;
    private final long files;
    private final int pieceLength;
    private final Optional<InfoHash> infohashV1;
    private final Optional<InfoHash> infohashV2;
    private final Optional<Serial> serial;
    private final boolean withdrawn;
    private final Withdrawal withdrawal;
    private final List<HostPort> seedAddresses;
    private final Optional<Instant> edited;
    private final Optional<Instant> withdrawnAt;
    private final Optional<Instant> changed;
    private final JsonObject unknown;

    Entry(EntryBuilder from) {
        schema = from.schema;
        digest = from.digest;
        title = EntryRules.title(from.title);
        description = EntryRules.description(from.description);
        creators = EntryRules.names("creators", from.creators);
        license = from.license.map(EntryRules::license);
        doi = from.doi.map(EntryRules::doi);
        keywords = EntryRules.names("keywords", from.keywords);
        version = from.version.map(EntryRules::version);
        supersedes = EntryRules.supersedes(from.supersedes, digest);
        published = from.published.map(EntryRules::published);
        bytes = EntryRules.atLeast(0, "bytes", from.bytes);
        files = EntryRules.atLeast(1, "files", from.files);
        pieceLength = EntryRules.pieceLength(from.pieceLength);
        infohashV1 = EntryRules.infohashV1(from.infohashV1);
        infohashV2 = EntryRules.infohashV2(from.infohashV2);
        EntryRules.someInfohash(infohashV1, infohashV2);
        serial = from.serial;
        withdrawn = from.withdrawn;
        withdrawal = from.withdrawal;
        EntryRules.requireOther(withdrawal.supersededBy(), digest);
        seedAddresses = EntryRules.seedAddresses(from.seedAddresses);
        edited = from.edited.map(value -> EntryRules.moment("edited", value));
        withdrawnAt = from.withdrawnAt.map(value -> EntryRules.moment("withdrawnAt", value));
        changed = from.changed.map(value -> EntryRules.moment("changed", value));
        unknown = from.unknown.isEmpty() ? NOTHING : from.unknown.deepCopy();
    }

    /** Starts an entry for the dataset with this digest. */
    public static EntryBuilder builder(Sha256 digest) {
        return new EntryBuilder(digest);
    }

    /**
     * Reads an entry from its JSON text. Fields that this version does not know are kept, also those of later schema
     * versions, which only ever add fields.
     *
     * @throws CatalogException.MalformedEntry when the text is too long, not strict JSON, or a field is missing or wrong
     */
    public static Entry parse(String json) {
        return EntryJson.read(json);
    }

    /** The entry as JSON: known fields in their fixed order, then unknown ones in theirs; ends with a newline. */
    public String toJson() {
        return EntryJson.write(this);
    }

    /**
     * The time at which its publisher posted it.
     *
     * @throws IllegalArgumentException when this is a draft
     */
    public Instant requirePublished() {
        return published().orElseThrow(() -> new IllegalArgumentException(this + " has not been published"));
    }

    /**
     * The claim of a published entry to its serial.
     *
     * @throws IllegalArgumentException when this is a draft
     */
    public Claim claim() {
        return new Claim(digest, requirePublished(), serial);
    }

    /** A builder that holds everything this entry does, unknown fields included. */
    public EntryBuilder toBuilder() {
        return new EntryBuilder(this);
    }

    /**
     * This entry with another description of the same dataset.
     *
     * @param change sets title, description, creators, license, doi, keywords, version, supersedes, supersededBy or the
     *     addresses of seeds
     * @throws IllegalArgumentException when the change breaks a rule or touches more than the description
     */
    public Entry describedBy(Consumer<EntryBuilder> change) {
        EntryBuilder builder = toBuilder();
        change.accept(builder);
        return requireSameSubstance(builder.build());
    }

    /** Another entry, if it differs from this one in the description alone. */
    private Entry requireSameSubstance(Entry changed) {
        if (!changed.substance().equals(substance())) {
            throw new IllegalArgumentException("a new description cannot change the dataset or its publication");
        }
        return changed;
    }

    /**
     * This entry as it is after an edit: described anew, and with the moment of the edit, which is later than that of any
     * before.
     *
     * @param change returns this entry with another description
     * @param now the time by the clock
     * @throws IllegalArgumentException when the change breaks a rule or touches more than the description
     */
    public Entry editedBy(UnaryOperator<Entry> change, Instant now) {
        Entry changed = requireSameSubstance(change.apply(this));
        return changed.toBuilder().edited(after(edited, now)).build();
    }

    /**
     * This entry after a change that leaves its torrent as it is, with the moment of the change, and of the withdrawal if it is
     * one; itself where nothing changes. Whoever reads only what changed, such as a feed, goes by that.
     *
     * @param change returns this entry described anew, or withdrawn
     * @param now the time by the clock
     */
    public Entry revisedBy(UnaryOperator<Entry> change, Instant now) {
        Entry revised = change.apply(this);
        if (revised.equals(this)) {
            return this;
        }
        Instant when = after(modified().or(() -> published), now);
        EntryBuilder builder = revised.toBuilder().changed(when);
        return (withdrawn || !revised.withdrawn ? builder : builder.withdrawnAt(when)).build();
    }

    /** Now, but later than the moment before, whatever the clock says. */
    private static Instant after(Optional<Instant> before, Instant now) {
        Instant least = before.map(moment -> moment.plusMillis(1)).orElse(now);
        return (now.isBefore(least) ? least : now).truncatedTo(ChronoUnit.MILLIS); // Some programs read no finer times.
    }

    /** Tells whether another entry says the same of the dataset, whenever it was edited. */
    public boolean describesAs(Entry other) {
        return about().equals(other.about());
    }

    /** The dataset's identity. */
    public Sha256 digest() {
        return digest;
    }

    /** A short name for people, 1 to 1,000 characters. */
    public String title() {
        return title;
    }

    /** The description, in free text that may span lines; empty when nothing was said. */
    public String description() {
        return description;
    }

    /** The people and bodies who made the dataset, in their order. */
    public List<String> creators() {
        return creators;
    }

    /** The terms of use, as an SPDX license expression. */
    public Optional<String> license() {
        return license;
    }

    /** The bare DOI, beginning with {@code 10.} */
    public Optional<String> doi() {
        return doi;
    }

    /** Words to find the dataset by. */
    public List<String> keywords() {
        return keywords;
    }

    /** The dataset's own version, in whatever scheme its makers use. */
    public Optional<String> version() {
        return version;
    }

    /** The dataset that this one replaces. */
    public Optional<Sha256> supersedes() {
        return supersedes;
    }

    /** The dataset that replaces this one: a newer version, or what is to be used instead of what was taken back. */
    public Optional<Sha256> supersededBy() {
        return withdrawal.supersededBy();
    }

    /** When a catalog took the entry in, in UTC, years 0 to 9999; empty in a draft. */
    public Optional<Instant> published() {
        return published;
    }

    /** Size of all files together in bytes, 0 or more. */
    public long bytes() {
        return bytes;
    }

    /** Number of files, 1 or more. */
    public long files() {
        return files;
    }

    /** Length of the torrent's pieces in bytes, a power of two from 16 KiB. */
    public int pieceLength() {
        return pieceLength;
    }

    /** The torrent's v1 infohash; at least one of the two is present. */
    public Optional<InfoHash> infohashV1() {
        return infohashV1;
    }

    /** The torrent's v2 infohash; at least one of the two is present. */
    public Optional<InfoHash> infohashV2() {
        return infohashV2;
    }

    /** The serial that the entry was given when it was posted; empty in a draft and in entries of early versions. */
    public Optional<Serial> serial() {
        return serial;
    }

    /** Tells whether its publisher has taken the dataset back; it keeps its place in the catalog. */
    public boolean withdrawn() {
        return withdrawn;
    }

    /** Why it was taken back, and what takes its place. */
    public Withdrawal withdrawal() {
        return withdrawal;
    }

    /** This entry as one that its publisher has taken back; what was said of that before stays unless it is said anew. */
    public Entry withdrawnFor(Withdrawal why) {
        return toBuilder().withdrawn(true).withdrawal(why.after(withdrawal)).build();
    }

    /**
     * Addresses at which the dataset is seeded for good, as its publisher says, by IP address or host name; at most
     * {@value #MAX_SEED_ADDRESSES}. A stranger's text: whoever connects there judges them first.
     */
    public List<HostPort> seedAddresses() {
        return seedAddresses;
    }

    /**
     * When trackers, web seeds or other things beside the dataset's bytes were last changed in its torrent, in UTC; empty where they are as
     * they were posted. Another moment means another edition of the torrent.
     */
    public Optional<Instant> edited() {
        return edited;
    }

    /** When it was withdrawn, in UTC; empty of what stands, and of what was withdrawn by a version that did not note it. */
    public Optional<Instant> withdrawnAt() {
        return withdrawnAt;
    }

    /** When it was last described anew or withdrawn without another torrent, in UTC; empty where no version noted that. */
    public Optional<Instant> changed() {
        return changed;
    }

    /** When anything that it says changed last since it was published; empty where nothing has, as far as was noted. */
    public Optional<Instant> modified() {
        return Stream.of(edited, withdrawnAt, changed)
                .flatMap(Optional::stream)
                .filter(moment -> published.filter(moment::isBefore).isEmpty())
                .max(Comparator.naturalOrder());
    }

    /** Tells whether it says more than this version of the program knows: it has unknown fields, or a later schema. */
    public boolean isFromLaterVersion() {
        return schema != SCHEMA || !unknown.isEmpty();
    }

    int schema() {
        return schema;
    }

    /** The live object: callers copy or only read it. */
    JsonObject unknown() {
        return unknown;
    }

    /** The facts that no description can change. */
    private List<Object> substance() {
        return List.of(
                digest,
                published,
                bytes,
                files,
                pieceLength,
                infohashV1,
                infohashV2,
                serial,
                withdrawn,
                withdrawal.reason(),
                edited,
                withdrawnAt,
                changed,
                schema,
                unknown);
    }

    private List<Object> about() {
        return List.of(
                title,
                description,
                creators,
                license,
                doi,
                keywords,
                version,
                supersedes,
                supersededBy(),
                seedAddresses);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that && substance().equals(that.substance()) && about().equals(that.about());
    }

    @Override
    public int hashCode() {
        return Objects.hash(digest, published, title);
    }

    /** The digest and the title, for logs and test failures. */
    @Override
    public String toString() {
        return "Entry[%s, '%s']".formatted(digest, title);
    }
}
