package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Packets that go over the cable of a {@link Host}, as {@code tcpdump} has them, but for IPv6's own talk about addresses. */
final class Capture {

    private static final long SECONDS = 30;
    /** So that nobody waits without end for a packet: far more than a test takes on a machine that is busy. */
    private static final String AT_MOST_SECONDS = "900";

    private static final String NO_NEIGHBOURS =
            "not (icmp6 and ip6[40] >= 133 and ip6[40] <= 137) and not (ip6 multicast and ip6[6] == 0) and not arp";

    private final Process process;
    private final BufferedReader said;
    private final boolean text;
    private final List<String> packets = new ArrayList<>();

    private Capture(Process process, BufferedReader said, boolean text) {
        this.process = process;
        this.said = said;
        this.text = text;
    }

    static Capture begin(Host host, boolean text) throws Exception {
        assumeThat(Stream.of("/usr/bin/tcpdump", "/usr/sbin/tcpdump")
                        .map(Path::of)
                        .anyMatch(Files::exists))
                .as("tcpdump is not installed, so what leaves a machine cannot be seen")
                .isTrue();
        // It would otherwise become a user of its own, which is nobody in a namespace of users.
        Process process = host.start(
                "timeout",
                AT_MOST_SECONDS,
                "tcpdump",
                "-i",
                "eth0",
                "-Z",
                "root",
                "-l",
                "-nn",
                "-tt",
                "--immediate-mode",
                text ? "-A" : "-l",
                NO_NEIGHBOURS);
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        while (line != null && !line.startsWith("listening on")) {
            assumeThat(line)
                    .as(
                            "only an administrator may see what leaves a machine, as tcpdump gives up its rights at its start")
                    .doesNotContain("Couldn't change to 'root'");
            line = said.readLine();
        }
        assertThat(line).as("tcpdump listens").isNotNull();
        return new Capture(process, said, text);
    }

    /**
     * Waits until the packets up to now, which are lines as {@link #packets} has them, are what is waited for.
     *
     * @throws AssertionError when they are not within a quarter of an hour of the beginning
     */
    void await(String what, Predicate<List<String>> seen) throws IOException {
        while (!seen.test(packets)) {
            String line = said.readLine();
            assertThat(line).as("%s, after %s", what, packets).isNotNull();
            take(line);
        }
    }

    /** Ends it, and returns a line for each packet, without the time: {@code IP 192.168.77.1.6771 > 239.192.152.143.6771: UDP, length 119}. */
    List<String> packets() throws Exception {
        assertThat(process.isAlive()).as("tcpdump has seen all of it").isTrue();
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            take(line);
        }
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return List.copyOf(packets);
    }

    private void take(String line) {
        if (line.matches("[0-9]+\\.[0-9]+ .*")) {
            packets.add(line.substring(line.indexOf(' ') + 1));
        } else if (text) {
            packets.add(line);
        }
    }
}
