package org.seedbank.node.findings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.Disk;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.web.ProxyLook;
import org.seedbank.web.ServerClocks;
import org.seedbank.web.proxy.ProxyAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at this machine and what it asks over HTTP, with a node or without. Each look stands for itself, and changes nothing. */
public final class MachineProbes {

    private static final Logger LOG = LoggerFactory.getLogger(MachineProbes.class);

    /** A disk that takes longer for a mebibyte keeps everything waiting. */
    static final Duration SLOW = Duration.ofSeconds(2);

    private static final int MEBIBYTE = 1 << 20;

    /** The library that is loaded before Java. */
    private static final String LIBRARY =
            Path.of(System.getProperty("java.home"), "lib/libjsig.so").toString();

    private MachineProbes() {}

    /** Tells whether libtorrent and Java share their signals in this process. */
    public static Finding signals() {
        try {
            LibtorrentSwarm.requireLibrary();
            LibtorrentSwarm.requireSignals();
            return Finding.of(Kind.SIGNALS_WELL);
        } catch (SwarmException.NativeUnavailable e) {
            return Finding.of(
                    Kind.LIBTORRENT_MISSING, System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        } catch (SwarmException.SignalChainingMissing e) {
            return Finding.of(Kind.SIGNALS_UNGUARDED, LIBRARY);
        }
    }

    /**
     * Looks at the disk of a folder by writing a mebibyte to it, which is deleted again; where it does not exist, that of the
     * nearest above it that does.
     *
     * @param reserve bytes that are to stay free
     */
    public static Finding disk(Path folder, long reserve) {
        return disk(folder, reserve, SLOW);
    }

    static Finding disk(Path folder, long reserve, Duration slow) {
        Path there = existing(folder);
        String shown = there.toString();
        try {
            long free = Disk.free(there);
            if (free < reserve) {
                return Finding.of(Kind.DISK_FULL, shown, Long.toString(free));
            }
            Duration took = write(there);
            return took.compareTo(slow) > 0
                    ? Finding.of(Kind.DISK_SLOW, shown, Long.toString(took.toMillis()))
                    : Finding.of(Kind.DISK_WELL, shown, Long.toString(free));
        } catch (IOException e) {
            return Finding.of(Kind.DISK_UNUSABLE, shown, IoReason.of(e));
        }
    }

    private static Path existing(Path folder) {
        Path there = folder.toAbsolutePath();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    /**
     * Looks which disks of these folders have less free than {@code reserve} bytes, each disk once, without writing to them. One
     * that cannot be asked is left out.
     *
     * @param most of so many disks at most
     */
    public static List<Finding> fullDisks(List<Path> folders, long reserve, int most) {
        List<Finding> full = new ArrayList<>();
        Set<Path> disks = new HashSet<>();
        for (Path folder : folders) {
            Path there = existing(folder);
            try {
                if (disks.size() < most && disks.add(Disk.top(there)) && Disk.free(there) < reserve) {
                    full.add(Finding.of(Kind.DISK_FULL, there.toString(), Long.toString(Disk.free(there))));
                }
            } catch (IOException e) {
                LOG.debug("the disk of '{}' tells nothing of its room: {}", there, IoReason.of(e));
            }
        }
        return full;
    }

    private static Duration write(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".look", null);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            long begun = System.nanoTime();
            ByteBuffer bytes = ByteBuffer.allocate(MEBIBYTE);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            return Duration.ofNanos(System.nanoTime() - begun);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** Looks whether this machine has an address of any network; says so where it has none. */
    public static Optional<Finding> offLine() {
        try {
            return offLine(NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList());
        } catch (SocketException e) {
            return Optional.empty(); // The system tells nothing of its interfaces.
        }
    }

    static Optional<Finding> offLine(List<InetAddress> addresses) {
        boolean connected = addresses.stream().anyMatch(each -> !each.isLoopbackAddress());
        return connected ? Optional.empty() : Optional.of(Finding.of(Kind.OFF_LINE));
    }

    /** Tells whether both folders, or the nearest above them that exist, lie on one disk. */
    public static boolean areOnOneDisk(Path one, Path other) {
        try {
            return Disk.isSame(existing(one), existing(other));
        } catch (IOException e) {
            return false; // One of them is not there to be asked.
        }
    }

    /** Connects to each proxy that the environment names. */
    public static List<Finding> proxies(Map<String, String> environment) {
        return ProxyLook.at(environment).stream()
                .map(look -> look.problem()
                        .map(problem -> Finding.of(Kind.PROXY_WRONG, look.proxy(), problem))
                        .orElseGet(() -> Finding.of(Kind.PROXY_WELL, look.proxy())))
                .toList();
    }

    /**
     * Looks at the proxy of a node by connecting to it; nothing is sent.
     *
     * @param proxy as the node tells of it; empty where it has none
     */
    public static List<Finding> ownProxy(Optional<String> proxy) {
        return proxy
                .map(ProxyAddress::parse)
                .map(ProxyLook::at)
                .map(look -> look.problem()
                        .map(problem -> Finding.of(Kind.PROXY_WRONG, Finding.OWN_PROXY, look.proxy() + ": " + problem))
                        .orElseGet(() -> Finding.of(Kind.PROXY_WELL, Finding.OWN_PROXY)))
                .stream()
                .toList();
    }

    /** Asks each catalog for what it has now; where it is not known which there are, why. */
    public static List<Finding> catalogs(Supplier<CatalogSet> catalogs) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        try {
            for (CatalogAnswer answer : catalogs.get().list(Freshness.NOW)) {
                findings.add(of(answer));
            }
        } catch (CatalogException e) {
            findings.add(Finding.of(Kind.CATALOG_UNREACHABLE, "the list of catalogs", e.getMessage()));
        }
        return findings;
    }

    private static Finding of(CatalogAnswer answer) {
        String name = answer.source().toString();
        return answer.failure()
                .map(failure -> Finding.of(Kind.CATALOG_UNREACHABLE, name, failure.getMessage()))
                .orElseGet(() -> Finding.of(
                        Kind.CATALOG_WELL,
                        name,
                        Integer.toString(
                                answer.listing().orElseThrow().entries().size())));
    }

    /** Compares this machine's clock with those of servers that this process has asked within the last hour. */
    public static List<Finding> clock() {
        return ClockVerdict.of(ServerClocks.ofProcess().readings()).stream().toList();
    }
}
