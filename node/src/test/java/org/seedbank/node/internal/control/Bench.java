package org.seedbank.node.internal.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.FakeNode;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Wire;

/** A node that only remembers, with its control interface open. */
final class Bench implements AutoCloseable {

    static final Duration HEARTBEAT = Duration.ofMillis(300);

    final FakeNode node = new FakeNode();
    final Path control;
    final ControlServer server;
    final String token;
    final RawHttp http;

    Bench(Path folder) throws Exception {
        control = folder.resolve("control.json");
        server = ControlServer.open(node, folder, 0, new LongLivedThreads(), ControlServer.Before.NONE, HEARTBEAT);
        token = Wire.MAPPER.read(Files.readString(control), ControlFile.class).token();
        http = new RawHttp(server.port(), token);
    }

    /** Waits for something that comes about by itself. */
    static void until(BooleanSupplier reached) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it has not come about in a minute");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /** Threads that the control interface has started. */
    static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seedbank-node-"))
                .count();
    }

    /** Files and sockets that this process has open. */
    static long descriptors() {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
