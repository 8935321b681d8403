package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Machines behind routers that open no port: one address for many, and two that cannot connect to each other. */
@EnabledOnOs(OS.LINUX)
class BehindRoutersIT {

    private static final long DEADLINE_SECONDS = 300;

    /** So slow that nothing is over before it was looked at. */
    private static final String SLOWLY = "60K";

    private static final long BYTES = 12 << 20;

    private static final Pattern COUNTED = Pattern.compile("bytes ([0-9]+)");

    @TempDir
    Path folder;

    private Hosts hosts;
    private Hosts.Wire street;
    private Machine publisher;
    private String torrent;
    private final List<ProcessBench> benches = new ArrayList<>();

    /** A home whose commands run on a machine. */
    private record Machine(ProcessBench bench, Host host) {

        String runs(String... arguments) throws Exception {
            Outcome outcome = bench.start(host.under(), Map.of(), arguments).end();
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            return outcome.out();
        }

        String address() {
            return host.address() + ":6881";
        }
    }

    @BeforeEach
    void connect() throws Exception {
        hosts = Hosts.open();
        street = hosts.wire("203.0.113");
    }

    @AfterEach
    void disconnect() throws Exception {
        if (hosts == null) {
            return;
        }
        try {
            for (ProcessBench each : benches) {
                each.close();
            }
        } finally {
            hosts.close();
        }
    }

    private Machine machine(String name, Hosts.Wire wire) throws Exception {
        ProcessBench bench = new ProcessBench(Files.createDirectory(folder.resolve(name)));
        benches.add(bench);
        Machine machine = new Machine(bench, hosts.host(name, wire));
        machine.runs("node", "reach", "public");
        return machine;
    }

    private void publishes(Machine from) throws Exception {
        publisher = from;
        from.bench().writeRandom("field/large.bin", BYTES);
        from.runs("publish", "BENCH/field");
        from.runs("limit", "--up", SLOWLY);
        try (var files = Files.list(folder.resolve(from.host().name()).resolve("home/data/catalog"))) {
            torrent = files.filter(file -> file.toString().endsWith(".torrent"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    private void fetches(Machine machine, Machine peer) throws Exception {
        machine.runs("get", torrent, "-d", "BENCH/copies", "--peer", peer.address());
    }

    private interface Check {
        boolean holds() throws Exception;
    }

    private static void until(String what, Check check) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!check.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS);
        }
    }

    private static boolean isWhole(Machine machine) throws Exception {
        return machine.runs("status").contains("seeding");
    }

    private void haveTheSame(Machine... machines) throws IOException {
        for (Machine each : machines) {
            assertThat(each.bench().path("copies/field/large.bin"))
                    .hasSameBinaryContentAs(publisher.bench().path("field/large.bin"));
        }
    }

    /** Both have the usual port, and so cannot be told from each other by it. */
    @Test
    void all_machines_behind_one_router_are_served_at_once() throws Exception {
        publishes(machine("publisher", street));
        Hosts.Wire campus = hosts.wire("10.1.1");
        hosts.router("router", campus, street, Hosts.Nat.MASQUERADE);
        Machine anna = machine("anna", campus);
        Machine ben = machine("ben", campus);
        for (Machine each : List.of(anna, ben)) {
            each.runs("node", "network", "--lsd", "off");
            fetches(each, publisher);
        }

        until("both are connected", () -> publisher.runs("status", "field").contains("\npeers     2,"));
        publisher.runs("limit", "--up", "none");
        until("both have it", () -> isWhole(anna) && isWhole(ben));
        haveTheSame(anna, ben);
    }

    /** What a router sees of the other router alone is neither from the publisher nor by way of it. */
    @Test
    void two_machines_behind_two_routers_exchange_directly_what_a_third_introduced() throws Exception {
        publishes(machine("publisher", street));
        Hosts.Wire here = hosts.wire("10.1.1");
        Hosts.Wire there = hosts.wire("10.2.2");
        Host annas = hosts.router("annas", here, street, Hosts.Nat.MASQUERADE);
        Host bens = hosts.router("bens", there, street, Hosts.Nat.MASQUERADE);
        counts(annas, bens);
        counts(bens, annas);
        Machine anna = machine("anna", here);
        Machine ben = machine("ben", there);
        fetches(anna, publisher);
        fetches(ben, publisher);

        until("data comes from one router to the other", () -> Math.max(counted(annas), counted(bens)) > 300_000);
        publisher.runs("limit", "--up", "none");
        until("both have it", () -> isWhole(anna) && isWhole(ben));
        haveTheSame(anna, ben);
    }

    private static void counts(Host router, Host other) throws Exception {
        router.rules("""
            table ip seen {
                counter other {
                }
                chain through {
                    type filter hook forward priority filter - 1; policy accept;
                    ip saddr %s counter name "other"
                }
            }
            """.formatted(other.address()));
    }

    private static long counted(Host router) throws Exception {
        Matcher bytes = COUNTED.matcher(router.run("nft", "list", "counter", "ip", "seen", "other"));
        assertThat(bytes.find()).isTrue();
        return Long.parseLong(bytes.group(1));
    }
}
