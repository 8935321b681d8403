package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentLink;

/** Finds what lies among a copy's files and does not belong to the dataset. */
final class ExtraFiles extends SimpleFileVisitor<Path> {

    private final CopyLocation location;
    private final Set<Path> known = new HashSet<>();
    private final Set<Path> links = new HashSet<>();
    private final List<String> extras = new ArrayList<>();
    private final Metainfo torrent;

    /** Holds what an interrupted repair left, which the next one deletes; null until something looks like it. */
    private RepairNames repairs;

    private ExtraFiles(CopyLocation location, Metainfo torrent) {
        this.location = location;
        this.torrent = torrent;
        for (TorrentFile file : torrent.files()) {
            location.placeOf(file.path()).ifPresent(known::add);
        }
        for (TorrentLink link : torrent.links()) {
            location.placeOf(link.path()).ifPresent(links::add);
        }
    }

    /**
     * Paths as the dataset would have them, sorted, at most {@link FixityReport#MAX_EXTRAS}; links are named, not
     * followed.
     *
     * @param members the parts of the dataset to look below; empty for all of it
     * @param otherForms where files of the dataset lie under names in another Unicode form
     * @throws IntegrityException.CannotRead when the root cannot be listed
     */
    static List<String> among(
            CopyLocation location, Metainfo torrent, List<DatasetPath> members, Collection<Path> otherForms) {
        if (!Files.isDirectory(location.root(), LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try {
            ExtraFiles visitor = new ExtraFiles(location.at(location.root().toRealPath()), torrent);
            Path real = visitor.location.root();
            otherForms.forEach(
                    place -> visitor.known.add(real.resolve(location.root().relativize(place))));
            for (Path top : visitor.tops(members)) {
                Files.walkFileTree(top, visitor);
            }
            return visitor.extras.stream()
                    .sorted()
                    .limit(FixityReport.MAX_EXTRAS)
                    .toList();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(location.root(), e);
        }
    }

    private List<Path> tops(List<DatasetPath> members) {
        boolean all = members.isEmpty()
                || members.stream()
                        .anyMatch(member -> location.part().isPresent()
                                && location.part().get().isIn(member));
        if (all) {
            return List.of(location.root());
        }
        Set<DatasetPath> named = new HashSet<>(members);
        return named.stream()
                .filter(member ->
                        member.andAbove().stream().filter(named::contains).count() == 1)
                .flatMap(member -> location.placeOf(member).stream())
                .filter(place -> Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean ours = !folder.equals(location.root()) && (OwnNames.isOwn(folder) || isScratch(folder));
        return ours || links.contains(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    private boolean isScratch(Path folder) {
        return RepairNames.isLikely(folder) && repairs().scratch().equals(folder);
    }

    private RepairNames repairs() {
        if (repairs == null) {
            repairs = new RepairNames(torrent, location.root());
        }
        return repairs;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean leftover =
                OwnNames.isOwn(file) || (RepairNames.isLikely(file) && repairs().isTemporary(file));
        if (!known.contains(file) && !links.contains(file) && !leftover) {
            extras.add(location.inDataset(location.root().relativize(file)));
        }
        return extras.size() < FixityReport.MAX_EXTRAS ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** A folder that cannot be entered is named like a file: something is there that the dataset may not have. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) throws IOException {
        if (file.equals(location.root())) {
            throw reason;
        }
        return visitFile(file, null);
    }
}
