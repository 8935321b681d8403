package org.seedbank.uploading.publish;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.Versions.Version;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.uploading.UploadingException;

/**
 * The older dataset that a publication is a newer version of, as one catalog lists both. Immutable.
 *
 * <p>Repeating a publication is harmless, so an older dataset may have a newer version: the one that is published again. Whether
 * it is that is known only when it was hashed.
 */
public final class NewVersion {

    /** Numbers and dots, as in {@code 2}, {@code v1.4} and {@code 1.0.3}; what begins with a year is a date, not a count. */
    private static final Pattern COUNTED =
            Pattern.compile("([vV]?(?:[0-9]{1,3}\\.(?:[0-9]{1,9}\\.)*)?)(0|[1-9][0-9]{0,8})");

    private static final int HIGHEST_COUNT = 999;

    private final Listed older;
    private final List<Version> earlier;
    private final Optional<Listed> newest;
    private final List<Entry> later;

    private NewVersion(Listed older, List<Version> earlier, Optional<Listed> newest, List<Entry> later) {
        this.older = older;
        this.earlier = earlier;
        this.newest = newest;
        this.later = later;
    }

    /**
     * A newer version of a listed dataset.
     *
     * @param catalog what the catalog lists that will list the newer one too
     * @throws UploadingException.NoNewVersion when the older one was withdrawn
     */
    public static NewVersion of(Listing catalog, Listed older) {
        if (older.entry().withdrawn()) {
            throw new UploadingException.NoNewVersion(
                    "%s was withdrawn".formatted(named(older)),
                    "name a version that still stands, or publish it on its own");
        }
        Versions versions = catalog.versions();
        Sha256 digest = older.entry().digest();
        return new NewVersion(
                older,
                versions.earlier(digest),
                versions.newest(digest).flatMap(each -> catalog.byDigest(each.digest())),
                versions.later(digest).stream()
                        .flatMap(each -> catalog.byDigest(each.digest()).stream())
                        .map(Listed::entry)
                        .toList());
    }

    /** The older one. */
    public Listed older() {
        return older;
    }

    /**
     * Refuses files that cannot be a newer version, before they are hashed.
     *
     * @throws UploadingException.NoNewVersion when the older one has a newer version, and by their sizes these are not its files
     */
    void requireUsable(Dataset dataset) {
        boolean mayBeRepeated = later.stream()
                .anyMatch(entry -> entry.bytes() == dataset.totalLength()
                        && entry.files() == dataset.files().size());
        if (!mayBeRepeated) {
            refuseWhereNewerIsKnown();
        }
    }

    private void refuseWhereNewerIsKnown() {
        newest.ifPresent(newer -> {
            throw new UploadingException.NoNewVersion(
                    "%s has a newer version, %s".formatted(named(older), named(newer)),
                    "make it a newer version of serial %s".formatted(newer.reference()));
        });
    }

    /**
     * Refuses bytes that cannot be a newer version.
     *
     * @param digest those bytes
     * @param known what the catalog lists for them
     * @throws UploadingException.NoNewVersion when they are the older one itself or listed as something else, or the older one
     *     has another newer version
     */
    void requireUsable(Sha256 digest, Optional<Listed> known) {
        if (digest.equals(older.entry().digest())) {
            throw new UploadingException.NoNewVersion(
                    "these are the very bytes of %s".formatted(named(older)), "change what is to be changed first");
        }
        if (known.isEmpty()) {
            refuseWhereNewerIsKnown();
        } else if (!known.get()
                .entry()
                .supersedes()
                .equals(Optional.of(older.entry().digest()))) {
            boolean isEarlier = earlier.stream().map(Version::digest).anyMatch(digest::equals);
            throw new UploadingException.NoNewVersion(
                    "these bytes are listed already, as %s%s"
                            .formatted(
                                    named(known.get()),
                                    isEarlier ? ", which is an earlier version of " + named(older) : ""),
                    "use that as it is, or publish other bytes");
        }
    }

    /** What is said of the older one and holds for a newer as well; a DOI names the older one's bytes, and a version counts. */
    Description inherited() {
        Entry entry = older.entry();
        return new Description(
                Optional.of(entry.title()),
                Optional.of(entry.description()).filter(text -> !text.isEmpty()),
                entry.creators(),
                entry.license(),
                Optional.empty(),
                entry.keywords(),
                Optional.empty());
    }

    /**
     * The version that follows on that of the older one: its last number and one more. An older one that has none was the first.
     *
     * @throws UploadingException.NoNewVersion when that is no count
     */
    String nextNumber() {
        String before = older.entry().version().orElse("1");
        Matcher counted = COUNTED.matcher(before);
        boolean isCount = counted.matches() && (before.contains(".") || isSmall(counted.group(2)));
        if (!isCount) {
            throw new UploadingException.NoNewVersion(
                    "nobody can tell what follows on version '%s' of %s".formatted(before, named(older)),
                    "say which version this is");
        }
        return counted.group(1) + new BigInteger(counted.group(2)).add(BigInteger.ONE);
    }

    private static boolean isSmall(String number) {
        return Integer.parseInt(number) <= HIGHEST_COUNT;
    }

    /**
     * Refuses a description that does not tell the newer one from the older.
     *
     * @throws UploadingException.NoNewVersion when it has no version, or that of the older one
     */
    void requireOtherNumber(Description description) {
        if (description.version().isEmpty()) {
            throw new UploadingException.NoNewVersion(
                    "a newer version of %s needs a version of its own".formatted(named(older)),
                    "say which version this is");
        }
        if (description.version().equals(older.entry().version())) {
            throw new UploadingException.NoNewVersion(
                    "version '%s' is that of %s".formatted(description.version().get(), named(older)),
                    "say which version this is; where the dataset's own files name it, correct them first");
        }
    }

    private static String named(Listed listed) {
        return "'%s', serial %s".formatted(listed.entry().title(), listed.reference());
    }
}
