package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that holds a {@link ProcessLock}, as it signed the lock.
 *
 * @param pid its number on its host; 0 when that is not known
 * @param host the name of its host; empty when that is not known
 */
public record LockOwner(long pid, String host) {

    private static final Pattern SIGNATURE =
            Pattern.compile("(?:process )?(?<pid>[0-9]{1,20})(?: (?<host>[A-Za-z0-9._-]{1,64}))?\n?");

    private static final String HOST = hostName();

    /** This process. */
    static LockOwner here() {
        return new LockOwner(ProcessHandle.current().pid(), HOST);
    }

    /** The process itself where it runs on this host; empty when it is elsewhere, unknown or gone. */
    public Optional<ProcessHandle> process() {
        return isHere() ? ProcessHandle.of(pid) : Optional.empty();
    }

    /** Tells whether it is the process that asks. */
    public boolean isThisProcess() {
        return isHere() && pid == ProcessHandle.current().pid();
    }

    private boolean isHere() {
        return pid > 0 && (host.isEmpty() || host.equals(HOST));
    }

    /** The signature; its first 20 digits are a number to those who expect nothing else. */
    String signature() {
        return host.isEmpty() ? "%020d\n".formatted(pid) : "%020d %s\n".formatted(pid, host);
    }

    /** Whoever wrote a signature, also an older form of it; nobody known where it is none. */
    static LockOwner parse(String signature) {
        Matcher found = SIGNATURE.matcher(signature);
        if (!found.matches()) {
            return new LockOwner(0, "");
        }
        String host = found.group("host");
        try {
            return new LockOwner(Long.parseLong(found.group("pid")), host == null ? "" : host);
        } catch (NumberFormatException e) {
            return new LockOwner(0, ""); // A number beyond all processes.
        }
    }

    /** Such as {@code process 4711}, with the host when it is another one. */
    @Override
    public String toString() {
        if (pid == 0) {
            return "another process";
        }
        return isHere() ? "process " + pid : "process %d on host '%s'".formatted(pid, host);
    }

    /** Asks no name service, which may take its time. */
    private static String hostName() {
        String name;
        try {
            name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            // Not on this system.
            name = System.getenv().getOrDefault("COMPUTERNAME", System.getenv().getOrDefault("HOSTNAME", ""));
        }
        return name.replaceAll("[^A-Za-z0-9._-]", "-").substring(0, Math.min(64, name.length()));
    }
}
