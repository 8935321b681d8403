package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Machines of a test: network namespaces that it makes itself, with cables to bridges, which need no administrator where the
 * system allows it. They know each other by name, and reach nothing but each other. Closing ends every process in them; they
 * vanish as well when this process is killed. For one thread.
 *
 * <pre>{@code
 * Wire lab = hosts.wire("192.168.77");
 * Host anna = hosts.host("anna", lab);               // 192.168.77.1, fd00:0::1, default route into the wire
 * Wire street = hosts.wire("203.0.113");
 * Host router = hosts.router("router", hosts.wire("10.1.1"), street, Nat.MASQUERADE);   // before the hosts behind it
 * bench.start(anna.under(), Map.of(), "publish", "BENCH/soil-2024");
 * }</pre>
 */
final class Hosts implements AutoCloseable {

    private static final long SECONDS = 60;

    private final Path folder;
    private final boolean mapped;
    private final Process root;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Wire> wires = new ArrayList<>();

    /** How a router hides the hosts behind it. */
    enum Nat {
        /** It forwards in both directions. */
        NONE(""),
        /** Linux' usual one: ports stay where they are free, and only answers come in. Holes can be punched. */
        MASQUERADE("masquerade"),
        /** Another port for each destination, so nobody can guess where an answer would have to go. */
        SYMMETRIC("masquerade fully-random");

        private final String rule;

        Nat(String rule) {
            this.rule = rule;
        }
    }

    /** A bridge: the hosts on it reach each other. */
    static final class Wire {
        private final int number;
        private final String prefix;
        private int taken;
        private String gateway = "";

        private Wire(int number, String prefix) {
            this.number = number;
            this.prefix = prefix;
        }

        private String bridge() {
            return "wire" + number;
        }
    }

    private Hosts(Path folder, boolean mapped, Process root) {
        this.folder = folder;
        this.mapped = mapped;
        this.root = root;
    }

    /** No machine yet. The test is skipped, with the reason, where the system lets nobody make network namespaces. */
    static Hosts open() throws Exception {
        boolean mapped = !succeeds("unshare", "-n", "-m", "true");
        assumeThat(!mapped || succeeds("unshare", "-r", "-n", "-m", "true"))
                .as("this system lets nobody make network namespaces, so several machines cannot be tried")
                .isTrue();
        Path folder = Files.createTempDirectory("hosts");
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n::1 localhost\n");
        Files.writeString(folder.resolve("resolv.conf"), "");
        List<String> command = new ArrayList<>(List.of("unshare"));
        if (mapped) {
            command.add("-r");
        }
        // Ends with its standard input, and so with this process.
        command.addAll(List.of("-n", "-m", "sh", "-c", """
            mount --bind "$0/hosts" /etc/hosts && mount --bind "$0/resolv.conf" /etc/resolv.conf && echo ready && exec cat
            """, folder.toString()));
        Hosts opened = new Hosts(folder, mapped, holder(command));
        boolean whole = false;
        try {
            opened.inRoot("ip", "link", "set", "lo", "up");
            whole = true;
            return opened;
        } finally {
            if (!whole) {
                opened.close();
            }
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("LD_PRELOAD");
        try {
            return builder.start().waitFor() == 0;
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
    }

    /** A process that keeps a namespace until its standard input ends. */
    private static Process holder(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // The library that this Java preloads would complain in a shell.
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        String line = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(line).as("a namespace is made by %s", command).isEqualTo("ready");
        return process;
    }

    /**
     * A new bridge.
     *
     * @param prefix the first three numbers of its hosts' addresses, such as {@code 192.168.77}; in IPv6 they have {@code
     *     fd00:N::/64}
     */
    Wire wire(String prefix) throws Exception {
        Wire wire = new Wire(wires.size(), prefix);
        inRoot("ip", "link", "add", wire.bridge(), "type", "bridge", "mcast_snooping", "0");
        inRoot("ip", "link", "set", wire.bridge(), "up");
        wires.add(wire);
        return wire;
    }

    /** A new machine, which has the next address of a wire, and its default route by the wire's router or into the wire. */
    Host host(String name, Wire wire) throws Exception {
        Host host = bare(name);
        plug(host, "eth0", wire, ++wire.taken);
        if (wire.gateway.isEmpty()) {
            host.run("ip", "route", "add", "default", "dev", "eth0");
        } else {
            host.run("ip", "route", "add", "default", "via", wire.gateway);
        }
        return host;
    }

    /**
     * A new router between two wires; hosts that come to the inner one later go by it. It is {@code .254} there. One that hides
     * hosts drops what comes from outside unasked, as those of homes do: a refusal would take the port for itself.
     */
    Host router(String name, Wire inside, Wire outside, Nat nat) throws Exception {
        assertThat(inside.taken).as("hosts that came before the router").isZero();
        Host router = bare(name);
        plug(router, "eth1", inside, 254);
        plug(router, "eth0", outside, ++outside.taken);
        router.run("ip", "route", "add", "default", "dev", "eth0");
        router.run("sh", "-c", "echo 1 >/proc/sys/net/ipv4/ip_forward");
        inside.gateway = inside.prefix + ".254";
        if (nat != Nat.NONE) {
            router.rules("""
                table ip nat {
                    chain out {
                        type nat hook postrouting priority srcnat; policy accept;
                        oifname "eth0" %s
                    }
                }
                table ip filter {
                    chain in {
                        type filter hook input priority filter; policy accept;
                        ct state established,related accept
                        iifname "eth0" drop
                    }
                    chain through {
                        type filter hook forward priority filter; policy drop;
                        iifname "eth1" accept
                        ct state established,related accept
                    }
                }
                """.formatted(nat.rule));
        }
        return router;
    }

    /** Has all machines ask this one for names that {@code /etc/hosts} does not have; without it nobody can be asked. */
    void nameServer(Host host) throws IOException {
        Files.writeString(
                folder.resolve("resolv.conf"),
                "nameserver %s\noptions timeout:1 attempts:1\n".formatted(host.address()));
    }

    private Host bare(String name) throws Exception {
        List<String> command = new ArrayList<>(entering(root));
        command.addAll(List.of("unshare", "-n", "-m", "sh", "-c", "echo ready && exec cat"));
        Process holder = holder(command);
        Host host = new Host(name, holder, entering(holder));
        hosts.add(host);
        host.run("ip", "link", "set", "lo", "up");
        return host;
    }

    private void plug(Host host, String name, Wire wire, int number) throws Exception {
        String cable = "c%d-%s".formatted(hosts.indexOf(host), name);
        String pid = Long.toString(host.holder().pid());
        inRoot("ip", "link", "add", cable, "type", "veth", "peer", "name", name, "netns", pid);
        inRoot("ip", "link", "set", cable, "master", wire.bridge(), "up");
        String address = "%s.%d".formatted(wire.prefix, number);
        String address6 = "fd00:%d::%x".formatted(wire.number, number);
        // Without the second in which IPv6 asks whether somebody else has the address.
        host.run("sh", "-c", "echo 0 >/proc/sys/net/ipv6/conf/%s/accept_dad".formatted(name));
        host.run("ip", "addr", "add", address + "/24", "dev", name);
        host.run("ip", "addr", "add", address6 + "/64", "dev", name);
        host.run("ip", "link", "set", name, "up");
        host.setAddresses(address, address6);
        Files.writeString(
                folder.resolve("hosts"),
                Files.readString(folder.resolve("hosts"))
                        + "%s %s\n%s %s\n".formatted(address, host.name(), address6, host.name()));
    }

    private List<String> entering(Process holder) {
        List<String> command = new ArrayList<>(List.of("nsenter", "-t", Long.toString(holder.pid()), "-n", "-m"));
        if (mapped) {
            command.addAll(List.of("-U", "--preserve-credentials"));
        }
        return List.copyOf(command);
    }

    private void inRoot(String... command) throws Exception {
        Host.finish(entering(root), command);
    }

    /** Ends every process of the machines, and them. */
    @Override
    public void close() throws Exception {
        for (Host each : hosts) {
            each.close();
        }
        end(root);
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(Hosts::delete);
        }
        Files.delete(folder);
    }

    static void end(Process holder) throws Exception {
        holder.outputWriter().close();
        assertThat(holder.waitFor(SECONDS, TimeUnit.SECONDS))
                .as("a namespace is given up")
                .isTrue();
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
