package org.seedbank.uploading.publish;

import java.util.List;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.dataset.Dataset;
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
 */
public record Preflight(
        PublishRequest request, Dataset dataset, OwnDescription described, List<LeftOut> leftOut, FormatChoice format) {

    /** Copies the list. */
    public Preflight {
        leftOut = List.copyOf(leftOut);
    }

    /** What would be said about the dataset. */
    public Description description() {
        return described.description();
    }

    /** This, where a person wants something else to be said of the dataset. */
    public Preflight describedAs(Description changed) {
        return new Preflight(request, dataset, described.edited(changed), leftOut, format);
    }
}
