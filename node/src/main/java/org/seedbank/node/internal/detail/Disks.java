package org.seedbank.node.internal.detail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.seedbank.integrity.files.Disk;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.internal.datasets.HeldCopy;

/**
 * How much of a node's datasets lies on each disk, and how much room is left there. A disk that hangs, such as a server's that is
 * gone, keeps whoever asks for no more than two seconds. Safe for all threads; whoever opens it closes it.
 */
final class Disks implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    /** A disk that hangs keeps one of them. */
    private static final int THREADS = 2;

    private static final int MOST_WAITING = 100;

    private final ExecutorService askers = LongLivedThreads.pool("seedbank-node-disks", THREADS, MOST_WAITING);

    private record Room(long free, long size) {}

    /** What lies on each disk, in the order of their places. */
    List<DiskUse> use(Collection<HeldCopy> datasets) throws InterruptedException {
        Map<Path, List<HeldCopy>> byDisk = datasets.stream()
                .collect(Collectors.groupingBy(copy -> copy.record().mount(), TreeMap::new, Collectors.toList()));
        Map<Path, Room> rooms = rooms(byDisk.keySet());
        return byDisk.entrySet().stream()
                .map(each -> new DiskUse(
                        each.getKey(),
                        each.getValue().size(),
                        each.getValue().stream().mapToLong(Disks::held).sum(),
                        Optional.ofNullable(rooms.get(each.getKey())).map(Room::free),
                        Optional.ofNullable(rooms.get(each.getKey())).map(Room::size)))
                .toList();
    }

    private static long held(HeldCopy copy) {
        boolean whole = copy.record().progress().verified().isPresent();
        return whole
                ? copy.torrent().bytesWanted()
                : Math.min(copy.view().amounts().bytesDone(), copy.torrent().bytesWanted());
    }

    private Map<Path, Room> rooms(Collection<Path> disks) throws InterruptedException {
        Map<Path, Room> rooms = new ConcurrentHashMap<>();
        CountDownLatch answered = new CountDownLatch(disks.size());
        for (Path disk : disks) {
            try {
                askers.execute(() -> {
                    room(disk).ifPresent(room -> rooms.put(disk, room));
                    answered.countDown();
                });
            } catch (RejectedExecutionException e) {
                answered.countDown(); // Too many hang already, or the node ends.
            }
        }
        boolean all = answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return all ? rooms : new LinkedHashMap<>(rooms);
    }

    private static Optional<Room> room(Path disk) {
        try {
            return Optional.of(new Room(Disk.free(disk), Disk.size(disk)));
        } catch (IOException e) {
            return Optional.empty(); // It is not mounted now, or does not answer.
        }
    }

    @Override
    public void close() {
        askers.shutdownNow();
    }
}
