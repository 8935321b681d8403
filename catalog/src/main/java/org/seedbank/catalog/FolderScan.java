package org.seedbank.catalog;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.Sha256;

/**
 * One listing of a folder that others may be writing to.
 *
 * <p>While a folder is read, a file added late may be seen and one added early missed, which would number the late one
 * wrongly for once. So names are read twice. Whatever was there before a file of the first reading is in the second;
 * newer entries that only the second reading saw are left for the next listing.
 */
final class FolderScan {

    /** How long a torrent may lie there without its JSON before it counts as foreign: somebody may be writing it. */
    static final Duration SETTLING = Duration.ofMinutes(10);

    private static final Pattern CATALOG_FILE = Pattern.compile("([^.].*)\\.(json|torrent)", Pattern.DOTALL);
    private static final Pattern CONFLICT_COPY = Pattern.compile("[0-9a-f]{64}.+", Pattern.DOTALL);

    private final CatalogFolder folder;
    private final Instant now;
    private final List<Entry> settled = new ArrayList<>();
    private final List<Entry> appeared = new ArrayList<>();
    private final List<CatalogWarning> warnings = new ArrayList<>();

    FolderScan(CatalogFolder folder, Instant now) {
        this.folder = folder;
        this.now = now;
    }

    /**
     * The listing.
     *
     * @param first the names in the folder
     * @param second the names in the folder, read again after that
     */
    Listing run(Set<String> first, Set<String> second) throws IOException, InterruptedException {
        Set<String> both = new HashSet<>(first);
        both.addAll(second);
        for (String name : both) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while a catalog was listed");
            }
            look(name, first.contains(name) ? settled : appeared, both);
        }
        Instant newest = settled.stream()
                .map(entry -> entry.published().orElseThrow())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        appeared.removeIf(entry -> entry.published().orElseThrow().isAfter(newest));
        settled.addAll(appeared);
        warnings.sort(Comparator.comparing(CatalogWarning::name));
        return Listing.of(folder.uri(), settled, warnings);
    }

    /** Files that look like nothing of ours, such as a README, are nobody's business. */
    private void look(String name, List<Entry> entries, Set<String> names) throws IOException {
        Matcher file = CATALOG_FILE.matcher(name);
        if (!file.matches()) {
            return;
        }
        String stem = file.group(1);
        if (!Sha256.isDigest(stem)) {
            String copy = CONFLICT_COPY.matcher(stem).matches() ? "; perhaps a copy that a sync program made" : "";
            warnings.add(new CatalogWarning(name, "its name is not a dataset digest" + copy));
        } else if (name.endsWith(CatalogFolder.JSON)) {
            lookAtEntry(new Sha256(stem), name, entries);
        } else if (!names.contains(stem + CatalogFolder.JSON)) {
            lookAtLoneTorrent(new Sha256(stem), name);
        }
    }

    private void lookAtEntry(Sha256 digest, String name, List<Entry> entries) throws IOException {
        Slot slot = folder.slot(digest);
        if (slot instanceof Slot.Whole whole) {
            entries.add(whole.entry());
        } else if (slot instanceof Slot.WithoutTorrent) {
            warnings.add(new CatalogWarning(name, "its torrent is missing"));
        } else if (slot instanceof Slot.Broken broken) {
            warnings.add(new CatalogWarning(name, broken.reason()));
        }
    }

    private void lookAtLoneTorrent(Sha256 digest, String name) {
        folder.lastModified(digest, CatalogFolder.TORRENT)
                .filter(written -> written.isBefore(now.minus(SETTLING)))
                .ifPresent(written -> warnings.add(new CatalogWarning(name, "it is a torrent without an entry")));
    }
}
