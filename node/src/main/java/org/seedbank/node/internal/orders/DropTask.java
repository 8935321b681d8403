package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.catalog.CatalogException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.internal.store.AtWork;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.uploading.publish.Published;

/**
 * Publishes what is put into a folder, once it has been quiet. What it noted, by name: what the files looked like, the
 * digest, and the serial. Something noted is never published again, whatever becomes of its files.
 */
final class DropTask implements Task {

    /** Names of what other programs are still writing. */
    private static final List<String> UNFINISHED = List.of(".part", ".partial", ".tmp", "~");

    /** No file is called so. */
    private static final String CATALOG = "/catalog";

    private final OrderContext means;
    private final OrderProgress standing;
    private final Order.Drop order;
    private final Publishing publishing;
    private final RetryTimes attempts;

    /** Since when each thing has looked as it does. */
    private final Map<String, Seen> seen = new HashMap<>();

    /** When each thing that was published was last looked at. */
    private final Map<String, Long> checked = new HashMap<>();

    /** Holds what is quiet, by name, as it looked then. */
    private final SortedMap<String, ItemStamp> ready = new TreeMap<>();

    private record Seen(String stamp, long since) {}

    DropTask(OrderContext means, OrderProgress standing, Order.Drop order) {
        this.means = means;
        this.standing = standing;
        this.order = order;
        publishing = new Publishing(means, order);
        attempts = new RetryTimes(means.pace(), means.pace().quiet());
    }

    @Override
    public Optional<Job> look() {
        FolderLook look = FolderLook.at(order.folder(), DropTask::isItem);
        SortedMap<String, Path> items = withTaken(look.found());
        look.tellWhatIsLeftOut(standing, items.keySet());
        standing.looked(
                means.pace().clock().instant(), means.pace().after(means.pace().poll()));
        return Optional.of(
                ready.isEmpty() ? new Job(Lane.FOLDERS, () -> sort(items)) : new Job(Lane.HASHING, this::publish));
    }

    /** Anything that was taken into safekeeping and is not published yet belongs to what was dropped. */
    private SortedMap<String, Path> withTaken(SortedMap<String, Path> dropped) {
        SortedMap<String, Path> all = new TreeMap<>(dropped);
        safekeeping().ifPresent(own -> own.items(DropTask::isItem).forEach((name, item) -> {
            if (standing.note(name).isEmpty()) {
                all.put(name, item);
            }
        }));
        return all;
    }

    private Optional<Safekeeping> safekeeping() {
        try {
            return Safekeeping.of(order.folder());
        } catch (IOException e) {
            throw new NodeException.Refused(
                    "the folder '%s' cannot be looked at: %s".formatted(order.folder(), IoReason.of(e)),
                    "see whether its disk is mounted");
        }
    }

    private static boolean isItem(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && UNFINISHED.stream().noneMatch(lower::endsWith);
    }

    private void sort(SortedMap<String, Path> items) throws InterruptedException {
        seen.keySet().retainAll(items.keySet());
        checked.keySet().retainAll(items.keySet());
        for (Map.Entry<String, Path> each : items.entrySet()) {
            String name = each.getKey();
            try {
                Optional<Noted> published = standing.note(name);
                if (published.isPresent()) {
                    compare(name, each.getValue(), published.get());
                } else {
                    watch(name, ItemStamp.of(each.getValue()));
                }
            } catch (NoSuchFileException e) {
                seen.remove(name); // Something in it went while it was looked at, so it is not quiet.
            } catch (IOException e) {
                seen.remove(name);
                standing.trouble(FolderLook.subject(name), "cannot look at '%s': %s".formatted(name, IoReason.of(e)));
            }
        }
        if (seen.isEmpty()) {
            standing.settle(CATALOG); // Nothing is left that it could take.
        }
        standing.waitsFor(new TreeMap<>(seen)
                .keySet().stream()
                        .filter(name -> !isTroubled(name))
                        .map(this::waiting)
                        .toList());
    }

    private boolean isTroubled(String name) {
        return standing.isTroubled(FolderLook.subject(name));
    }

    private String waiting(String name) {
        return ready.containsKey(name)
                ? "its turn to publish '%s'".formatted(name)
                : "'%s' to be quiet for %d s".formatted(name, quiet().toSeconds());
    }

    private Duration quiet() {
        return ((Order.Drop) standing.order()).quiet().orElse(means.pace().quiet());
    }

    private void compare(String name, Path item, Noted published) throws IOException, InterruptedException {
        Long last = checked.get(name);
        boolean known = last != null && !means.pace().hasPassed(means.pace().ask(), last);
        if (known && !isTroubled(name)) {
            return;
        }
        checked.put(name, means.pace().nanos().getAsLong());
        if (ItemStamp.of(item).text().equals(published.stamp())) {
            standing.settle(FolderLook.subject(name));
        } else {
            standing.trouble(
                    FolderLook.subject(name),
                    "'%s' has changed since it was published; what is new needs another name".formatted(name));
        }
    }

    private void watch(String name, ItemStamp stamp) {
        Seen before = seen.get(name);
        if (before == null || !before.stamp().equals(stamp.text())) {
            standing.settle(FolderLook.subject(name)); // What was wrong was wrong with what it was.
            seen.put(name, new Seen(stamp.text(), means.pace().nanos().getAsLong()));
            return;
        }
        boolean still = means.pace().hasPassed(quiet(), before.since());
        if (still && !isYoung(stamp) && attempts.isDue(name, stamp.text()) && attempts.isDue(CATALOG, "")) {
            ready.put(name, stamp);
        }
    }

    /** Times that lie ahead come from another clock, and say nothing. */
    private boolean isYoung(ItemStamp stamp) {
        Duration age = Duration.between(stamp.newest(), means.pace().clock().instant());
        return !age.isNegative() && age.compareTo(quiet()) < 0;
    }

    private void publish() throws InterruptedException {
        SortedMap<String, ItemStamp> all = new TreeMap<>(ready);
        ready.clear();
        standing.waitsFor(
                all.keySet().stream().map("its turn to publish '%s'"::formatted).toList());
        for (Map.Entry<String, ItemStamp> each : all.entrySet()) {
            try (AtWork.Work work =
                    means.begin(standing, each.getKey(), each.getValue().text())) {
                publish(each.getKey(), each.getValue().text());
            } catch (SeedbankException e) {
                attempts.failed(each.getKey(), each.getValue().text());
                if (isAboutTheCatalog(e)) {
                    attempts.failed(CATALOG, "");
                    standing.trouble(CATALOG, e.getMessage());
                    return;
                }
                standing.trouble(
                        FolderLook.subject(each.getKey()),
                        "'%s' is not published: %s".formatted(each.getKey(), e.getMessage()));
            } catch (RuntimeException | Error e) {
                attempts.failed(each.getKey(), each.getValue().text());
                standing.mishap(FolderLook.subject(each.getKey()), "'%s' is not published".formatted(each.getKey()), e);
            }
        }
    }

    /** Tells whether another dataset would not fare better. */
    private static boolean isAboutTheCatalog(SeedbankException e) {
        boolean aboutOne = e instanceof CatalogException.BrokenEntry
                || e instanceof CatalogException.TorrentMismatch
                || e instanceof CatalogException.MalformedEntry;
        return e instanceof CatalogException && !aboutOne;
    }

    private void publish(String name, String stamp) throws InterruptedException {
        if (standing.isFull()) {
            throw new NodeException.Refused(
                    "this folder has brought %d datasets, which is the most".formatted(OrderProgress.MAX_NOTES),
                    "use another folder");
        }
        Path item = taken(name, stamp);
        Optional<Published> published = publishing.publish(
                item, () -> isStill(item, stamp), line -> standing.tell("about '%s': %s".formatted(name, line)));
        attempts.succeeded(CATALOG);
        standing.settle(CATALOG);
        if (published.isEmpty()) {
            return; // It was not quiet after all; the next looks see to it.
        }
        String serial = published.get().posted().listed().reference();
        String digest = published.get().posted().listed().entry().digest().hex();
        standing.note(name, new Noted(stamp, digest, serial, true));
        standing.tell("published '%s' as %s".formatted(name, serial));
        ListedSerial.tell(means.node(), SwarmKey.of(published.get().torrent()), serial);
        attempts.succeeded(name);
        seen.remove(name);
        standing.settle(FolderLook.subject(name));
        means.save().run();
    }

    /** Where something is that nobody else can change any more: where it was dropped, or in safekeeping. */
    private Path taken(String name, String stamp) throws InterruptedException {
        Path dropped = order.folder().resolve(name);
        Optional<Safekeeping> own = safekeeping();
        if (own.isPresent() && own.get().has(name)) {
            return requireNoLink(own.get().place(name));
        }
        requireNoLink(dropped);
        if (own.isEmpty() || !isStill(dropped, stamp)) {
            return dropped;
        }
        publishing.requirePublishable(dropped); // What is not stays where people can mend it.
        own.get().take(dropped);
        standing.tell("moved '%s' to '%s', as others may write to the folder"
                .formatted(name, own.get().folder()));
        return requireNoLink(own.get().place(name));
    }

    private static Path requireNoLink(Path item) {
        if (Files.isSymbolicLink(item)) {
            throw new NodeException.Refused("it is a symbolic link", "replace it with what it points to");
        }
        return item;
    }

    private static boolean isStill(Path item, String stamp) throws InterruptedException {
        try {
            return ItemStamp.of(item).text().equals(stamp);
        } catch (IOException e) {
            return false; // The next look meets the same trouble and says so.
        }
    }
}
