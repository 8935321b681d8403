package org.seedbank.node.internal.store;

import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.node.api.NodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process is at just now, in a small file, so that the next one knows what it was at when it died. What that was
 * three times in a row is put aside for a day, or until it looks different: a thing that takes all memory, or crashes
 * libtorrent, would otherwise keep the node from all others for ever. Safe for all threads.
 */
public final class AtWork {

    private static final Logger LOG = LoggerFactory.getLogger(AtWork.class);

    /** Once may be chance, as by a power cut, and twice a machine that has too little memory just now. */
    static final int MOST_DEATHS = 3;

    static final Duration ASIDE = Duration.ofDays(1);

    /** Far more than a process is at together; of more nothing is noted. */
    private static final int MOST = 200;

    private static final int MAX_BYTES = 1 << 20;

    private final Path file;
    private final Clock clock;

    /** Guarded by this; by what it is about. */
    private final Map<String, Item> items = new LinkedHashMap<>();

    /** Guarded by this; said once. */
    private boolean failing;

    /** One line of the file: how it looks, how many processes died at it, when the last did, and whether this one is at it. */
    private record Item(String subject, String stamp, int deaths, Instant last, boolean busy) {
        String line() {
            return "%s %s %d %d %b".formatted(coded(subject), coded(stamp), deaths, last.getEpochSecond(), busy);
        }

        private static String coded(String text) {
            return "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        static Item parse(String line) {
            String[] parts = line.split(" ", -1);
            return new Item(
                    decoded(parts[0]),
                    decoded(parts[1]),
                    Integer.parseInt(parts[2]),
                    Instant.ofEpochSecond(Long.parseLong(parts[3])),
                    Boolean.parseBoolean(parts[4]));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text.substring(1), StandardCharsets.UTF_8);
        }

        Item died(Instant now) {
            return busy ? new Item(subject, stamp, deaths + 1, now, false) : this;
        }

        Item busy(boolean now) {
            return new Item(subject, stamp, deaths, last, now);
        }

        boolean isAside(Instant now) {
            return deaths >= MOST_DEATHS && last.plus(ASIDE).isAfter(now);
        }
    }

    /** Something that is done; it is done when this is closed, well or not. */
    public final class Work implements AutoCloseable {
        private final String subject;

        private Work(String subject) {
            this.subject = subject;
        }

        @Override
        public void close() {
            end(subject);
        }
    }

    /** Takes up what earlier processes were at. The file need not be there. */
    public AtWork(Path file) {
        this(file, Clock.systemUTC());
    }

    AtWork(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        Instant now = clock.instant();
        List<Item> before = read();
        before.stream()
                .map(item -> item.died(now))
                .filter(item -> item.deaths() > 0 && item.last().plus(ASIDE).isAfter(now))
                .limit(MOST)
                .forEach(item -> items.put(item.subject(), item));
        if (!before.isEmpty()) {
            write();
        }
    }

    private List<Item> read() {
        try {
            String text = new String(BoundedFile.read(file, MAX_BYTES), StandardCharsets.UTF_8);
            return text.lines().map(Item::parse).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "'{}' is not understood, so what the node was at when it died is not known: {}",
                    file,
                    e.toString());
            return List.of();
        }
    }

    /**
     * Begins something.
     *
     * @param subject what it is about, the same each time
     * @param stamp how it looks; one that looks different is another try
     * @throws NodeException.Refused when it is put aside
     */
    public synchronized Work begin(String subject, String stamp) {
        Instant now = clock.instant();
        Optional<Item> before = Optional.ofNullable(items.get(subject))
                .filter(item -> item.stamp().equals(stamp));
        before.filter(item -> item.isAside(now)).ifPresent(item -> {
            throw new NodeException.Refused(
                    "it is put aside, as the node has died %d times while it was at it".formatted(item.deaths()),
                    "it is tried again after a day, or when it is another; the node's log may say more");
        });
        if (before.isPresent() || items.size() < MOST) {
            items.put(
                    subject,
                    before.orElse(new Item(subject, stamp, 0, now, true)).busy(true));
            write();
        }
        return new Work(subject);
    }

    /** One that did not end the process is nothing to remember, even if others at the same time did. */
    private synchronized void end(String subject) {
        if (items.remove(subject) != null) {
            write();
        }
    }

    /** Not forced to the disk: a power cut is no death that it could be to blame for. */
    private void write() {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (items.isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            String text = items.values().stream().map(Item::line).collect(Collectors.joining("\n"));
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("'{}' cannot be written, so what the node is at is not noted: {}", file, IoReason.of(e));
            }
            failing = true;
        }
    }
}
