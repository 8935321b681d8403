package org.seedbank.catalog.folder;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;

/**
 * One listing of a folder that others may be writing to.
 *
 * <p>While a folder is read, a file added late may be seen and one added early missed. So names are read twice, and a
 * listing is as one of some moment: whatever was there before a file of the first reading is in the second, and later
 * entries that only the second reading saw are left for the next listing.
 */
public final class FolderScan {

    /** How long a torrent may lie there without its JSON before it counts as foreign: somebody may be writing it. */
    public static final Duration SETTLING = Duration.ofMinutes(10);

    private static final Pattern CATALOG_FILE = Pattern.compile("([^.].*)\\.(json|torrent)", Pattern.DOTALL);
    private static final Pattern CONFLICT_COPY = Pattern.compile("[0-9a-f]{64}.+", Pattern.DOTALL);

    private final CatalogFolder folder;
    private final Instant now;
    private final List<Entry> settled = new ArrayList<>();
    private final List<Entry> appeared = new ArrayList<>();
    private final List<CatalogWarning> warnings = new ArrayList<>();

    /** Entries that keep their serials and cannot be shown, now or yet. */
    private final List<Entry> hidden = new ArrayList<>();

    private final SerialMemory memory;

    FolderScan(CatalogFolder folder, Instant now, SerialMemory memory) {
        this.folder = folder;
        this.now = now;
        this.memory = memory;
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
        Predicate<Entry> later = laterThan(settled);
        appeared.forEach(entry -> (later.test(entry) ? hidden : settled).add(entry));
        warnings.sort(Comparator.comparing(CatalogWarning::name));
        return Listing.of(folder.uri(), settled, hidden, warnings, memory);
    }

    /** Those that say no serial are as old as they say. */
    private static Predicate<Entry> laterThan(List<Entry> entries) {
        Instant newest = entries.stream()
                .map(entry -> entry.published().orElseThrow())
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        int highest = entries.stream()
                .flatMap(entry -> entry.serial().stream())
                .mapToInt(Serial::number)
                .max()
                .orElse(0);
        return entry -> entry.serial()
                .map(serial -> serial.number() > highest)
                .orElseGet(() -> entry.published().orElseThrow().isAfter(newest));
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
        } else if (slot instanceof Slot.Torn torn) {
            entries.add(torn.entry());
            warnings.add(new CatalogWarning(name, torn.reason() + "; what its torrent says of it is shown"));
        } else if (slot instanceof Slot.WithoutTorrent lone) {
            hidden.add(lone.entry());
            warnings.add(new CatalogWarning(name, CatalogFolder.MISSING));
        } else if (slot instanceof Slot.Broken broken) {
            broken.entry().ifPresent(hidden::add);
            warnings.add(new CatalogWarning(name, broken.reason()));
        }
    }

    private void lookAtLoneTorrent(Sha256 digest, String name) throws IOException {
        folder.entryInTorrent(digest).ifPresent(hidden::add);
        folder.lastModified(digest, CatalogFolder.TORRENT)
                .filter(written -> written.isBefore(now.minus(SETTLING)))
                .ifPresent(written -> warnings.add(new CatalogWarning(name, "it is a torrent without an entry")));
    }
}
