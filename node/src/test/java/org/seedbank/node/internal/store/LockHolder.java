package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that has a node's folder, or wants to know whether somebody has. */
final class LockHolder {

    private LockHolder() {}

    /** {@code ask} says {@code taken} or {@code free}; {@code hold} takes the folder until it is killed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("ask")) {
            System.out.println(NodeLock.owner(folder).isPresent() ? "taken" : "free");
            return;
        }
        try (NodeLock lock = NodeLock.take(folder)) {
            System.out.println(lock == null ? "" : "held");
            while (System.in.read() >= 0) {
                // Nobody writes: this ends with the process that started it, if it is not killed before.
            }
        }
    }
}
