package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A machine of {@link Hosts}. Files are those of the real machine, and so is who one is. */
final class Host {

    private static final long SECONDS = 60;

    private final String name;
    private final Process holder;
    private final List<String> entering;
    private String address = "";
    private String address6 = "";

    Host(String name, Process holder, List<String> entering) {
        this.name = name;
        this.holder = holder;
        this.entering = entering;
    }

    /** Its name, which the other machines know. */
    String name() {
        return name;
    }

    /** Its IPv4 address; a router's outer one. */
    String address() {
        return address;
    }

    /** Its IPv6 address; a router's outer one. */
    String address6() {
        return address6;
    }

    void setAddresses(String four, String six) {
        address = four;
        address6 = six;
    }

    Process holder() {
        return holder;
    }

    /** What goes before a command, to run it here in the folder where it is started. */
    List<String> under() {
        return List.of(
                "sh",
                "-c",
                "exec %s sh -c 'cd \"$0\" && exec \"$@\"' \"$(pwd)\" \"$@\"".formatted(String.join(" ", entering)),
                "sh");
    }

    /** Runs a command here, which has to succeed, and returns what it printed. */
    String run(String... command) throws Exception {
        return finish(entering, command);
    }

    static String finish(List<String> entering, String... command) throws Exception {
        Process process = started(entering, command);
        process.outputWriter().close();
        return finished(process, command);
    }

    private static String finished(Process process, String... command) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                .as(String.join(" ", command))
                .isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    /** Starts a program here, whose standard error is joined with its output. It is ended with the machine. */
    Process start(String... command) throws IOException {
        return started(entering, command);
    }

    private static Process started(List<String> entering, String... command) throws IOException {
        List<String> all = new ArrayList<>(entering);
        all.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().remove("LD_PRELOAD");
        return builder.start();
    }

    /** Adds rules in nftables' language. The test is skipped, with the reason, where there is no nftables. */
    void rules(String nftables) throws Exception {
        assumeThat(Stream.of("/usr/sbin/nft", "/sbin/nft", "/usr/bin/nft")
                        .map(Path::of)
                        .anyMatch(Files::exists))
                .as("nftables are not installed, so no firewall or router can be tried")
                .isTrue();
        Process process = start("nft", "-f", "-");
        try (Writer rules = process.outputWriter(StandardCharsets.UTF_8)) {
            rules.write(nftables);
        }
        finished(process, "nft", "-f", nftables);
    }

    /** A firewall as campuses have it: nobody can connect from elsewhere; answers come in. */
    void closePorts() throws Exception {
        rules("""
            table inet firewall {
                chain in {
                    type filter hook input priority filter; policy drop;
                    iif lo accept
                    ct state established,related accept
                    meta l4proto { icmp, ipv6-icmp } accept
                }
            }
            """);
    }

    /** Takes its cable out. */
    void unplug() throws Exception {
        run("ip", "link", "set", "eth0", "down");
    }

    /** Puts its cable back, with the routes that went with it. */
    void plug() throws Exception {
        run("ip", "link", "set", "eth0", "up");
        run("ip", "addr", "replace", address6 + "/64", "dev", "eth0");
        run("ip", "route", "replace", "default", "dev", "eth0");
    }

    /** Takes down what goes over its cable, from now on. */
    Capture capture() throws Exception {
        return Capture.begin(this, false);
    }

    /** The same with what the packets say: each line of text in them is one more. */
    Capture captureText() throws Exception {
        return Capture.begin(this, true);
    }

    /** Ends all that runs here. */
    void close() throws Exception {
        Path namespace = Path.of("/proc/%d/ns/net".formatted(holder.pid()));
        Path mine = Files.readSymbolicLink(namespace);
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != holder.pid())
                .filter(process -> namespace(process).equals(Optional.of(mine)))
                .forEach(ProcessHandle::destroyForcibly);
        Hosts.end(holder);
    }

    private static Optional<Path> namespace(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/%d/ns/net".formatted(process.pid()))));
        } catch (IOException e) {
            // It has ended, or is somebody else's.
            return Optional.empty();
        }
    }
}
