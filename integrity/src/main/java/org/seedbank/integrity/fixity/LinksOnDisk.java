package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.integrity.torrent.TorrentLink;

/** Looks at what stands in the places of a dataset's links. A copy is read beside what it is a copy of. */
final class LinksOnDisk {

    private final Metainfo torrent;
    private final CopyLocation location;
    private final RealFolders folders;
    private final Map<DatasetPath, DatasetPath> targets = new HashMap<>();

    LinksOnDisk(Metainfo torrent, CopyLocation location, RealFolders folders) {
        this.torrent = torrent;
        this.location = location;
        this.folders = folders;
        torrent.links().forEach(link -> targets.put(link.path(), link.target()));
    }

    /** A finding for each link that belongs here and is chosen, in the torrent's order. */
    List<LinkFinding> findings(Predicate<DatasetPath> chosen) throws InterruptedException {
        List<LinkFinding> findings = new ArrayList<>();
        for (TorrentLink link : torrent.links()) {
            Optional<Path> place = location.placeOf(link.path());
            if (place.isPresent() && chosen.test(link.path())) {
                findings.add(new LinkFinding(link, state(link, place.get())));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return findings;
    }

    private LinkFinding.State state(TorrentLink link, Path place) {
        try {
            folders.requireAbove(place);
            BasicFileAttributes there =
                    Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (there.isSymbolicLink()) {
                return leadsTo(place, link) ? LinkFinding.State.LINK : LinkFinding.State.ELSEWHERE;
            }
            boolean empty = there.isRegularFile() && there.size() == 0;
            LinkFinding.State state = copyOrNot(link);
            return empty && state == LinkFinding.State.DIFFERENT ? LinkFinding.State.EMPTY : state;
        } catch (NoSuchFileException | NotDirectoryException e) {
            return LinkFinding.State.MISSING;
        } catch (IOException e) {
            return LinkFinding.State.ELSEWHERE;
        }
    }

    private boolean leadsTo(Path place, TorrentLink link) throws IOException {
        Path target = place.resolveSibling(Files.readSymbolicLink(place)).normalize();
        return location.placeOf(link.target()).filter(target::equals).isPresent();
    }

    /**
     * Holds each file that the link leads to, perhaps through others, against its twin in the link's place. Where what it
     * leads to is missing itself, nothing can be said.
     */
    private LinkFinding.State copyOrNot(TorrentLink link) throws IOException {
        DatasetPath target = link.target();
        while (targets.containsKey(target)) {
            target = targets.get(target);
        }
        LinkFinding.State state = LinkFinding.State.ELSEWHERE;
        for (TorrentFile file : torrent.files()) {
            Optional<Path> original =
                    file.path().isIn(target) ? location.placeOf(file.path()).filter(this::isFile) : Optional.empty();
            if (original.isPresent()) {
                String below = file.path().text().substring(target.text().length());
                Optional<Path> copy =
                        location.placeOf(new DatasetPath(link.path() + below)).filter(this::isFile);
                if (copy.isEmpty() || Files.mismatch(original.get(), copy.get()) >= 0) {
                    return LinkFinding.State.DIFFERENT;
                }
                state = LinkFinding.State.COPY;
            }
        }
        return state;
    }

    private boolean isFile(Path place) {
        try {
            folders.requireAbove(place);
            return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            return false; // A link or a file is in the way: no file of the copy.
        }
    }
}
