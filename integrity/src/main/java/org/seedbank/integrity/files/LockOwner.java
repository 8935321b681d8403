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
 * @param boot the start of that host's system and the space of process numbers there, which tells hosts and containers of
 *     one name apart; empty when that is not known
 */
public record LockOwner(long pid, String host, String boot) {

    private static final Pattern SIGNATURE = Pattern.compile(
            "(?:process )?(?<pid>[0-9]{1,20})(?: (?<host>[A-Za-z0-9._-]{1,64})(?: (?<boot>[0-9a-f.]{1,40}))?)?\n?");

    private static final LockOwner HERE = new LockOwner(ProcessHandle.current().pid(), hostName(), bootName());

    /** This process. */
    public static LockOwner here() {
        return HERE;
    }

    /** The process itself where it runs on this host; empty when it is elsewhere, unknown or gone. */
    public Optional<ProcessHandle> process() {
        return isHere() ? ProcessHandle.of(pid) : Optional.empty();
    }

    /** Tells whether it is the process that asks. */
    public boolean isThisProcess() {
        return isHere() && pid == ProcessHandle.current().pid();
    }

    /** Tells whether it is known to run on another host, or in another container. */
    public boolean isElsewhere() {
        return pid > 0 && !isHere();
    }

    /** Tells whether its number means the same here: it runs on this host, in this container, and since its last start. */
    private boolean isHere() {
        boolean known = boot.isEmpty() || HERE.boot.isEmpty() || boot.equals(HERE.boot);
        return pid > 0 && (host.isEmpty() || (host.equals(HERE.host) && known));
    }

    /** The signature; its first 20 digits are a number to those who expect nothing else. */
    String signature() {
        String place = boot.isEmpty() ? host : host + " " + boot;
        return host.isEmpty() ? "%020d\n".formatted(pid) : "%020d %s\n".formatted(pid, place);
    }

    /** Whoever wrote a signature, also an older form of it; nobody known where it is none. */
    static LockOwner parse(String signature) {
        Matcher found = SIGNATURE.matcher(signature);
        if (!found.matches()) {
            return new LockOwner(0, "", "");
        }
        String host = found.group("host");
        String boot = found.group("boot");
        try {
            return new LockOwner(
                    Long.parseLong(found.group("pid")), host == null ? "" : host, boot == null ? "" : boot);
        } catch (NumberFormatException e) {
            return new LockOwner(0, "", ""); // A number beyond all processes.
        }
    }

    /** Such as {@code process 4711}, with the host when it is another one. */
    @Override
    public String toString() {
        if (pid == 0) {
            return "another process";
        }
        if (isHere()) {
            return "process " + pid;
        }
        return host.equals(HERE.host)
                ? "process %d on host '%s', in another container".formatted(pid, host)
                : "process %d on host '%s'".formatted(pid, host);
    }

    /** Linux's word for this start of the system, and the number of the space that process numbers are of. */
    private static String bootName() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return "%s.%s".formatted(boot.replace("-", "").substring(0, 12), space.replaceAll("[^0-9]", ""));
        } catch (IOException | IndexOutOfBoundsException e) {
            return ""; // Not on this system: then the host's name has to do.
        }
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
