package org.seedbank.integrity.fixity;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Which files of a dataset are to be verified.
 *
 * @param members files and folders of the dataset; empty for the whole dataset
 * @param matching what a file has to match besides
 * @param ignoresMissing whether a file that is not there counts as not chosen
 */
public record FileSelection(List<DatasetPath> members, Predicate<DatasetPath> matching, boolean ignoresMissing) {

    /** Every file. */
    public static final FileSelection ALL = matching(path -> true);

    /** Copies the list. */
    public FileSelection {
        members = List.copyOf(members);
        Objects.requireNonNull(matching, "matching");
    }

    /** The files that match. */
    public static FileSelection matching(Predicate<DatasetPath> matching) {
        return new FileSelection(List.of(), matching, false);
    }

    /** This choice, which is of names that were published, for a copy whose files may have others. */
    public FileSelection of(Metainfo torrent) {
        return torrent.isRenamed()
                ? new FileSelection(
                        members.stream().map(torrent::here).toList(), torrent.choosing(matching), ignoresMissing)
                : this;
    }

    /**
     * Tells of each file of a torrent whether it is chosen.
     *
     * @throws IntegrityException.NoSuchMember when the torrent has no file or folder of a member's name
     */
    Predicate<DatasetPath> in(Metainfo torrent) {
        if (members.isEmpty()) {
            return matching;
        }
        Set<DatasetPath> unknown = new HashSet<>(members);
        torrent.files().forEach(file -> file.path().andAbove().forEach(unknown::remove));
        members.stream().filter(unknown::contains).findFirst().ifPresent(member -> {
            throw new IntegrityException.NoSuchMember(torrent.name(), member.text(), torrent.paths());
        });
        Set<DatasetPath> named = Set.copyOf(new HashSet<>(members));
        return path -> path.andAbove().stream().anyMatch(named::contains) && matching.test(path);
    }
}
