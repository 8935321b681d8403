package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.node.NodeUnit;

/** {@code seedbank node install}: how the machine starts the node. */
@ExtendWith(Benches.class)
class NodeInstallTest {

    private static final String UNIT = ".config/systemd/user/seedbank.service";

    @TempDir
    Path folder;

    private String before;

    @BeforeEach
    void nameTheProgramsFolder() {
        before = System.setProperty("seedbank.root", LauncherBench.TREE.toString());
    }

    @AfterEach
    void forgetIt() {
        if (before == null) {
            System.clearProperty("seedbank.root");
        } else {
            System.setProperty("seedbank.root", before);
        }
    }

    @Test
    void writes_a_unit_and_says_how_to_use_it(Bench bench) throws Exception {
        bench.write("run/bus", "");
        bench.environment(Map.of("XDG_RUNTIME_DIR", bench.path("run").toString()));

        Outcome install = bench.run("node", "install", "--public");

        assertThat(install.out()).isEqualTo("""
            wrote 'BENCH/%1$s'

            With systemd, start the node now and whenever you log in, and have it run while you are not:
              systemctl --user enable --now seedbank
              loginctl enable-linger

            Without systemd, add this line with 'crontab -e':
              @reboot SEEDBANK_HOME=BENCH/home %2$s/seedbank node start

            It will reach peers anywhere; 'seedbank node reach' changes that.
            """.formatted(UNIT, LauncherBench.TREE));
        assertThat(install.exitCode()).isZero();
        assertThat(bench.steady(Files.readString(bench.path(UNIT)))).contains("""
            Environment="SEEDBANK_HOME=BENCH/home"
            Environment="SEEDBANK_NODE_LOG=BENCH/home/state/node/log"
            ExecStart=/usr/bin/env "%s/seedbank" "node" "run"
            Restart=on-failure
            """.formatted(LauncherBench.TREE));
    }

    @Test
    void who_came_by_su_is_told_commands_that_need_no_connection_to_systemd(Bench bench) throws Exception {
        String user = System.getProperty("user.name");

        assertThat(bench.run("node", "install").out())
                .contains("\n  loginctl enable-linger %s\n".formatted(user))
                .containsPattern("\n  XDG_RUNTIME_DIR=/run/user/[0-9]+ systemctl --user enable --now seedbank\n")
                .contains("systemctl --user -M %s@ enable --now seedbank\n".formatted(user));
    }

    @Test
    void another_unit_is_replaced_only_when_that_is_wanted(Bench bench) throws Exception {
        bench.write(UNIT, "mine");

        assertThat(bench.run("node", "install")).isEqualTo(new Outcome(1, "", """
            seedbank: error: 'BENCH/%s' is there already and says something else
            seedbank: hint: replace it with --force
            """.formatted(UNIT)));
        assertThat(bench.runAnswering("n", "node", "install").err()).endsWith("nothing has changed\n");
        assertThat(bench.path(UNIT)).hasContent("mine");
        assertThat(bench.run("node", "uninstall").exitCode()).isEqualTo(1);
        assertThat(bench.run("node", "install", "--force").exitCode()).isZero();
        assertThat(bench.run("node", "install").exitCode()).isZero();
        assertThat(bench.run("node", "uninstall").out()).isEqualTo("deleted 'BENCH/%s'\n".formatted(UNIT));
        assertThat(bench.path(UNIT)).doesNotExist();
        assertThat(bench.run("node", "uninstall").exitCode()).isZero();
    }

    @Test
    void odd_paths_mean_themselves_to_systemd_and_to_cron() throws Exception {
        NodeUnit unit = new NodeUnit(program("so $odd 100% \"it's\""), Map.of("SEEDBANK_HOME", "/a b/50%/$x"));
        NodeStart start = new NodeStart(OptionalInt.of(7000), OptionalInt.empty());

        assertThat(unit.text(start, Path.of("/log")))
                .contains("Environment=\"SEEDBANK_HOME=/a b/50%%/$x\"\n")
                .contains("ExecStart=/usr/bin/env \"" + folder
                        + "/so $$odd 100%% \\\"it's\\\"/seedbank\" \"node\" \"run\" \"--port\" \"7000\"\n");
        assertThat(unit.cronLine(start))
                .isEqualTo("@reboot SEEDBANK_HOME='/a b/50\\%/$x' '" + folder
                        + "/so $odd 100\\% \"it'\\''s\"/seedbank' node start --port 7000");
    }

    @Test
    void systemd_itself_finds_nothing_wrong() throws Exception {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        Assumptions.assumeTrue(Files.isExecutable(analyze));
        NodeUnit unit = new NodeUnit(program("so odd 100%"), Map.of("SEEDBANK_HOME", "/a b/50%"));
        Path file = folder.resolve(NodeUnit.NAME);
        Files.writeString(file, unit.text(NodeStart.USUAL, Path.of("/log")));

        Process process = new ProcessBuilder(analyze.toString(), "--user", "--man=no", "verify", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();

        assertThat(process.waitFor(Duration.ofMinutes(1).toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(Files.readString(folder.resolve("said"))).doesNotContain("seedbank.service:");
    }

    /** A folder that looks like the program's. */
    private Path program(String name) throws Exception {
        Path root = folder.resolve(name);
        Files.createDirectories(root.resolve("src/dist"));
        Files.copy(LauncherBench.TREE.resolve("src/dist/seedbank.service"), root.resolve("src/dist/seedbank.service"));
        Files.writeString(root.resolve("seedbank"), "#!/bin/sh\n");
        assertThat(root.resolve("seedbank").toFile().setExecutable(true)).isTrue();
        return root;
    }
}
