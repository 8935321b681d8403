package org.seedbank.node.internal.files;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.FileChange;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** The files of a copy that somebody may have written to since they were found intact. Looks when it is first asked. */
public final class WrittenFiles implements Predicate<DatasetPath> {

    private final NodeResources means;
    private final Metainfo torrent;
    private final DatasetRecord record;
    private Optional<Predicate<DatasetPath>> found = Optional.empty();

    public WrittenFiles(NodeResources means, Metainfo torrent, DatasetRecord record) {
        this.means = means;
        this.torrent = torrent;
        this.record = record;
    }

    @Override
    public synchronized boolean test(DatasetPath path) {
        if (found.isEmpty()) {
            found = Optional.of(look());
        }
        return found.get().test(path);
    }

    /** Where nothing was ever found intact, nobody can tell; but what was left half done is nobody's. */
    private Predicate<DatasetPath> look() {
        if (means.swarm().isHalfFetched(torrent, record.root())) {
            return path -> false;
        }
        Optional<Stamps> verified = means.store().stamps(SwarmKey.of(torrent));
        if (verified.isEmpty()) {
            return path -> true;
        }
        return of(torrent, Stamps.take(torrent, record.root(), record.files()), verified.get())::contains;
    }

    /** Files that somebody has changed, or of which nothing is known. */
    static Set<DatasetPath> of(Metainfo torrent, Stamps now, Stamps verified) {
        BitSet changed = now.filesThat(FileChange.WRITTEN_TO, verified);
        changed.or(now.filesThat(FileChange.UNKNOWN, verified));
        return NodeResources.paths(torrent, changed.stream().boxed().toList());
    }
}
