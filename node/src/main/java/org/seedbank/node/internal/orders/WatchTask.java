package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FreeName;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.swarm.SwarmKey;

/**
 * Has the node fetch the torrents in a folder. What it noted, by the name of a file: which torrent was there, and whether
 * the dataset came by this order. Only those are taken out of the node again, and none while it is unsure whether the
 * folder is the one that they were in.
 */
final class WatchTask implements Task {

    private static final String SUFFIX = ".torrent";

    /** A torrent that is refused twice while it stays the same is not one that is being written. */
    private static final int SURE = 2;

    /** So many datasets come or go before that is written down. */
    private static final int SAVED_TOGETHER = 1000;

    /** So long one turn takes at most, so that what arrives meanwhile need not wait for all that was there before. */
    private static final Duration TURN = Duration.ofSeconds(30);

    private final OrderContext means;
    private final OrderProgress standing;
    private final Order.Watch order;
    private final RetryTimes attempts;

    /** Tells whether datasets that came by this order, and that no file stands for, have been looked for. */
    private boolean complete;

    WatchTask(OrderContext means, OrderProgress standing, Order.Watch order) {
        this.means = means;
        this.standing = standing;
        this.order = order;
        attempts = new RetryTimes(means.pace(), means.pace().quiet());
    }

    @Override
    public Optional<Job> look() {
        FolderLook look = FolderLook.at(order.folder(), WatchTask::isTorrent);
        SortedMap<String, Stamp> stamps = new TreeMap<>();
        look.found().forEach((name, file) -> stamp(file).ifPresent(stamp -> stamps.put(name, stamp)));
        SortedMap<String, Noted> notes = standing.notes();
        List<String> arrived = arrived(stamps, notes);
        List<String> left = notes.keySet().stream()
                .filter(name -> !look.found().containsKey(name))
                .toList();
        attempts.keep(look.found().keySet());
        look.tellWhatIsLeftOut(standing, look.found().keySet());
        standing.looked(
                means.pace().clock().instant(), means.pace().after(means.pace().poll()));
        boolean known = isKnown(look, notes, left) && !look.more();
        if (arrived.isEmpty() && (!known || (complete && left.isEmpty()))) {
            return Optional.empty();
        }
        return Optional.of(new Job(Lane.FOLDERS, () -> {
            takeAll(arrived, look, stamps);
            if (known) {
                release(left);
                removeForgotten();
                standing.place(look.place());
            }
        }));
    }

    /** Those first that have not failed yet, and of these the shortest: what costs much comes after what costs little. */
    private List<String> arrived(Map<String, Stamp> stamps, Map<String, Noted> notes) {
        Comparator<String> order = Comparator.comparingInt(attempts::failures);
        return stamps.keySet().stream()
                .filter(name -> !isNoted(notes, name, stamps.get(name).text()))
                .filter(name -> attempts.isDue(name, stamps.get(name).text()))
                .sorted(order.thenComparingLong(name -> stamps.get(name).size()))
                .toList();
    }

    private static boolean isTorrent(String name) {
        return !name.startsWith(".") && name.toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    private static boolean isNoted(Map<String, Noted> notes, String name, String stamp) {
        return notes.containsKey(name) && notes.get(name).stamp().equals(stamp);
    }

    /** Beside size and time the file itself, because a copied file may have the times of another. */
    private static Optional<Stamp> stamp(Path file) {
        try {
            BasicFileAttributes found = FolderLook.attributes(file);
            String text = "%d %d %s"
                    .formatted(found.size(), found.lastModifiedTime().to(TimeUnit.NANOSECONDS), found.fileKey());
            return Optional.of(new Stamp(text, found.size()));
        } catch (IOException e) {
            return Optional.empty(); // It has just left, which the next look sees.
        }
    }

    /** Tells whether what is missing has left the folder, and not the folder its place. */
    private boolean isKnown(FolderLook look, Map<String, Noted> notes, List<String> left) {
        boolean same = standing.place().isEmpty() || standing.place().equals(look.place());
        boolean known = same || left.size() < notes.size() || notes.isEmpty();
        if (known) {
            standing.settle("place");
        } else {
            standing.trouble(
                    "place",
                    "the folder '%s' is not the one that it was, and none of its torrents is there: nothing is stopped; is its disk mounted?"
                            .formatted(order.folder()));
        }
        return known;
    }

    /** How a file looks, and its length in bytes. */
    private record Stamp(String text, long size) {}

    private void takeAll(List<String> names, FolderLook look, Map<String, Stamp> stamps) throws InterruptedException {
        Set<String> keys = new HashSet<>();
        standing.notes().values().forEach(noted -> keys.add(noted.id()));
        long began = means.pace().nanos().getAsLong();
        int done = 0;
        for (String name : names) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            take(name, look.found().get(name), stamps.get(name).text(), keys);
            if (++done % SAVED_TOGETHER == 0) {
                means.save().run();
            }
            if (means.pace().hasPassed(TURN, began)) {
                return; // The next look goes on.
            }
        }
    }

    private void take(String name, Path file, String stamp, Set<String> keys) throws InterruptedException {
        try (AtWork.Work work = means.begin(standing, name, stamp)) {
            Metainfo torrent = Metainfo.parse(BoundedFile.read(file, Metainfo.MAX_BYTES));
            add(name, stamp, torrent, keys);
            attempts.succeeded(name);
            standing.settle(FolderLook.subject(name));
        } catch (NoSuchFileException e) {
            attempts.succeeded(name);
        } catch (UnusableFileException e) {
            unusable(name, stamp, "it " + e.getMessage());
        } catch (IOException e) {
            unusable(name, stamp, IoReason.of(e));
        } catch (IntegrityException e) {
            unusable(name, stamp, e.getMessage());
        } catch (NodeException e) {
            attempts.failed(name, stamp);
            standing.trouble(FolderLook.subject(name), "'%s' is not fetched: %s".formatted(name, e.getMessage()));
        } catch (RuntimeException | Error e) {
            attempts.failed(name, stamp);
            standing.mishap(FolderLook.subject(name), "'%s' is not fetched".formatted(name), e);
        }
    }

    private void unusable(String name, String stamp, String reason) {
        if (attempts.failed(name, stamp) >= SURE) {
            standing.trouble(FolderLook.subject(name), "cannot use '%s': %s".formatted(name, reason));
        }
    }

    private void add(String name, String stamp, Metainfo torrent, Set<String> keys) throws InterruptedException {
        Optional<Noted> before = standing.note(name);
        if (before.isPresent() && before.get().id().equals(SwarmKey.of(torrent).hex())) {
            // Written anew, or on a disk that was mounted anew: what a person did with the dataset meanwhile counts.
            standing.note(
                    name,
                    new Noted(
                            stamp,
                            before.get().id(),
                            torrent.name(),
                            before.get().own()));
            return;
        }
        // Where another torrent had this name, its dataset is one that no file stands for any more.
        complete &= before.isEmpty();
        DatasetView view = FreeName.add(means.node(), NewDataset.fetched(torrent, order.target(), standing.id()));
        boolean own = view.origin().equals(standing.id());
        String key = view.key().hex();
        standing.note(name, new Noted(stamp, key, torrent.name(), own));
        if (keys.add(key)) {
            standing.tell((own ? "fetching %s" : "the node has %s already").formatted(view.called()));
        }
        if (!torrent.warnings().isEmpty()) {
            standing.tell("'%s' was taken, but %s".formatted(name, String.join("; ", torrent.warnings())));
        }
    }

    /** Forgets a file last, so that a process that is killed between the two steps does both again. */
    private void release(List<String> left) throws InterruptedException {
        Map<String, Integer> uses = new HashMap<>();
        standing.notes().values().forEach(noted -> uses.merge(noted.id(), 1, Integer::sum));
        for (String name : left) {
            Noted noted = standing.note(name).orElseThrow();
            if (uses.merge(noted.id(), -1, Integer::sum) == 0 && noted.own()) {
                remove(noted.id(), noted.label());
            }
            standing.forget(name);
        }
    }

    private void remove(String key, String name) throws InterruptedException {
        try {
            means.node().remove(new SwarmKey(key), false);
            standing.tell("stopped '%s', its torrent has left; its data is kept".formatted(name));
        } catch (NodeException.UnknownDataset e) {
            // A person removed it before, which is all that was to be done.
        }
    }

    private void removeForgotten() throws InterruptedException {
        if (complete) {
            return;
        }
        Set<String> keys = new HashSet<>();
        standing.notes().values().forEach(noted -> keys.add(noted.id()));
        for (DatasetView view : means.node().datasets()) {
            if (view.origin().equals(standing.id()) && !keys.contains(view.key().hex())) {
                remove(view.key().hex(), view.name());
            }
        }
        complete = true;
    }
}
