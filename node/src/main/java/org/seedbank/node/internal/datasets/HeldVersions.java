package org.seedbank.node.internal.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.TorrentSummary;

/**
 * Other versions of a dataset among all that a node holds: those that whoever asked for it has named, and those to which the
 * entries that travel with the torrents lead, from version to version. Not any dataset that happens to have the same file:
 * to find such, all torrents would have to be read again for each fetch, or the digests of all files kept; and whoever knows
 * no more than the digest of a file could draw it out of any dataset. For the keeper thread.
 */
final class HeldVersions {

    /** A larger torrent is not read beside the one that is fetched: the memory is for both. */
    private static final int PART = 4;

    private static final Comparator<HeldDataset> NEWEST_FIRST = Comparator.comparing(
                    (HeldDataset each) -> each.record().added())
            .thenComparing(each -> each.key().hex())
            .reversed();

    private final Collection<HeldDataset> all;

    /** Among these. */
    HeldVersions(Collection<HeldDataset> all) {
        this.all = all;
    }

    /** A version that is complete, as far as is known. */
    record Copy(TorrentSummary known, Path root) {

        /** What a fetch needs of it. Asks the node's database. */
        VersionCopy of(NodeResources means) {
            String serial =
                    means.history().serial(known.key()).map(" (%s)"::formatted).orElse("");
            return new VersionCopy(
                    "'%s'%s".formatted(known.name(), serial),
                    () -> means.store().torrent(known.key()),
                    root);
        }
    }

    /** Those of a dataset, the nearest first, at most {@value TakenFiles#MOST_NAMED}. */
    List<Copy> of(TorrentSummary wanted, List<Sha256> told) {
        Set<Sha256> digests = new HashSet<>(told);
        wanted.digest().ifPresent(digests::add);
        wanted.supersedes().ifPresent(digests::add);
        Set<HeldDataset> found = new LinkedHashSet<>();
        List<HeldDataset> next = following(wanted, digests, found);
        while (!next.isEmpty() && found.size() < TakenFiles.MOST_NAMED) {
            found.addAll(next);
            for (HeldDataset each : next) {
                each.known().digest().ifPresent(digests::add);
                each.known().supersedes().ifPresent(digests::add);
            }
            next = following(wanted, digests, found);
        }
        return found.stream()
                .filter(HeldDataset::isWhole)
                .filter(each -> each.known().weight() <= Runtime.getRuntime().maxMemory() / PART)
                .limit(TakenFiles.MOST_NAMED)
                .map(each -> new Copy(each.known(), each.record().root()))
                .toList();
    }

    private List<HeldDataset> following(TorrentSummary wanted, Set<Sha256> digests, Set<HeldDataset> found) {
        List<HeldDataset> next = new ArrayList<>();
        for (HeldDataset each : all) {
            TorrentSummary known = each.known();
            boolean tied = known.digest().filter(digests::contains).isPresent()
                    || known.supersedes().filter(digests::contains).isPresent();
            if (tied && !known.key().equals(wanted.key()) && !found.contains(each)) {
                next.add(each);
            }
        }
        next.sort(NEWEST_FIRST);
        return next;
    }
}
