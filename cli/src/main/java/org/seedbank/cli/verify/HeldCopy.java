package org.seedbank.cli.verify;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.StoredCopies;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.FileVerdict;

/**
 * The node's own copy of a dataset.
 *
 * @param view how it was when it was looked up
 * @param torrent its torrent, with the names that its files have there
 * @param chosen tells of a file, by its published path, whether it was to be fetched
 */
public record HeldCopy(DatasetView view, Metainfo torrent, Predicate<DatasetPath> chosen) {

    /**
     * The copy of a dataset that the node has.
     *
     * @throws NodeException.Refused when it has not arrived yet
     */
    public static HeldCopy of(NodeControl node, DatasetView view) throws InterruptedException {
        requireArrived(view);
        boolean whole = view.amounts().filesWanted() == view.amounts().filesTotal();
        return of(view, node.torrent(view.key()), whole ? Optional.empty() : Optional.of(chosen(node, view)));
    }

    /**
     * The copy of a dataset that a node had when it ended.
     *
     * @throws NodeException.Refused when it had not arrived
     */
    static HeldCopy of(StoredCopies copies, DatasetView view) throws InterruptedException {
        requireArrived(view);
        return of(view, copies.torrent(view.key()), copies.chosen(view.key()));
    }

    private static HeldCopy of(DatasetView view, Metainfo kept, Optional<Set<Integer>> chosen) {
        Metainfo torrent = StoredNames.at(kept, Path.of(view.path()));
        if (chosen.isEmpty()) {
            return new HeldCopy(view, torrent, path -> true);
        }
        Metainfo published = torrent.published();
        Set<DatasetPath> wanted = new HashSet<>();
        chosen.get().forEach(index -> wanted.add(published.files().get(index).path()));
        return new HeldCopy(view, torrent, wanted::contains);
    }

    /** Where it lies: its folder, or its one file. */
    public Path root() {
        return Path.of(view.path());
    }

    /** The indexes of the files that were to be fetched. */
    public static Set<Integer> chosen(NodeControl node, DatasetView held) throws InterruptedException {
        Set<Integer> chosen = new HashSet<>();
        for (int from = 0; from < held.amounts().filesTotal(); from += DatasetFiles.MOST) {
            List<DatasetFiles.FileView> files =
                    node.files(held.key(), from, DatasetFiles.MOST).files();
            for (int i = 0; i < files.size(); i++) {
                if (files.get(i).verdict() != FileVerdict.NOT_CHOSEN) {
                    chosen.add(from + i);
                }
            }
        }
        return chosen;
    }

    /**
     * Looks whether all that was wanted has come. Before that there is nothing whole at its place, and what is there would
     * be called damaged.
     *
     * @throws NodeException.Refused when it has not
     */
    public static void requireArrived(DatasetView view) {
        if (!view.hasArrived()) {
            throw new NodeException.Refused(
                    "'%s' is not here yet: %s".formatted(view.name(), progress(view)),
                    Remedy.of(Remedy.Kind.SEE_DATASETS));
        }
    }

    /** How far one is of which not all is here, for a person. */
    static String progress(DatasetView view) {
        return "it is %s, and %d %% of it has arrived"
                .formatted(
                        view.state().label(),
                        view.state() == DatasetState.NO_TORRENT
                                ? 0
                                : view.amounts().percent());
    }
}
