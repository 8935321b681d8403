package org.seedbank.uploading.publish;

import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.description.OwnDescription;
import org.seedbank.uploading.selection.LeftOut;

/**
 * A dataset that was looked at, by names and permissions alone, and may be published.
 *
 * @param request what was asked for
 * @param dataset the files that would be published
 * @param described what would be said about it: what was given, and what the dataset says itself in which files
 * @param leftOut what lies in its folder and is left out
 * @param format the format of its torrent, and why
 * @param follows what it is a newer version of
 */
public record Preflight(
        PublishRequest request,
        Dataset dataset,
        OwnDescription described,
        List<LeftOut> leftOut,
        FormatChoice format,
        Optional<NewVersion> follows) {

    /** Copies the list. */
    public Preflight {
        leftOut = List.copyOf(leftOut);
    }

    /**
     * What a person should know who has asked for a private torrent, where the one that is seeded is not: a catalog's own, of which
     * that cannot be changed. Empty where it is as asked.
     */
    public Optional<String> openness(Metainfo torrent) {
        return request.isPrivate() && !torrent.isPrivate()
                ? Optional.of("the catalog's torrent of these bytes is not private, and it is the one that is seeded")
                : Optional.empty();
    }

    /** What would be said about the dataset. */
    public Description description() {
        return described.description();
    }

    /**
     * This, as a newer version of a listed dataset. Where nothing is said, what is said of the older one is taken over, but for its
     * DOI; the version is one more than the older one's.
     *
     * @throws UploadingException.NoNewVersion when it cannot be that
     */
    public Preflight following(NewVersion version) {
        version.requireUsable(dataset);
        OwnDescription inherited = described.before(version.inherited());
        OwnDescription counted = inherited.description().version().isPresent()
                ? inherited
                : inherited.before(Description.NONE.withVersion(version.nextNumber()));
        version.requireOtherNumber(counted.description());
        return new Preflight(request, dataset, counted, leftOut, format, Optional.of(version));
    }

    /**
     * This, where a person wants something else to be said of the dataset.
     *
     * @throws UploadingException.NoNewVersion when that does not tell it from the older version that it follows on
     */
    public Preflight describedAs(Description changed) {
        follows.ifPresent(version -> version.requireOtherNumber(changed));
        return new Preflight(request, dataset, described.edited(changed), leftOut, format, follows);
    }
}
