package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.node.FakeView;
import org.seedbank.swarm.Network;

/** {@code seedbank config}: each setting in one place, and where its value comes from. */
@ExtendWith(Benches.class)
class ConfigTest {

    @Test
    void a_folder_is_kept_by_its_whole_path_and_a_file_is_none(Bench bench) throws Exception {
        bench.write("file", "");

        Outcome relative = bench.run("config", "set", "folder", "data/../new");

        Path whole = Path.of("new").toAbsolutePath();
        assertThat(relative)
                .isEqualTo(new Outcome(
                        0, "", "seedbank: folder is '%s' from now on, wherever you are\n".formatted(whole)));
        assertThat(bench.run("config", "get", "folder").out()).isEqualTo(whole + "\n");
        assertThat(bench.run("config", "set", "folder", "BENCH/file")).isEqualTo(new Outcome(2, "", """
            seedbank: error: folder: 'BENCH/file' is no folder
            seedbank: hint: see 'seedbank config set --help'
            """));
    }

    @Test
    void shows_each_setting_with_where_it_comes_from(Bench bench) throws Exception {
        bench.run("config", "set", "folder", "BENCH/data");

        assertThat(bench.run("config").out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "setting|value|from",
                        "folder|BENCH/data|'BENCH/home/config/settings.conf'",
                        "catalog|local|built in",
                        "reach|machine|built in",
                        "limit.up|-|the node, which does not run",
                        "limit.down|-|the node, which does not run",
                        "hook.finished|-|not set",
                        "hook.damaged|-|not set",
                        "hook.no-room|-|not set");
        bench.environment(Map.of("SEEDBANK_FOLDER", bench.path("other").toString()));
        assertThat(bench.run("config", "get", "folder").out()).isEqualTo("BENCH/other\n");
        assertThat(bench.run("config").out()).contains("the variable SEEDBANK_FOLDER");
    }

    @Test
    void the_folder_is_where_get_fetches_to_unless_it_is_told(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        bench.nodes().run(Network.LOCAL);
        bench.run("config", "set", "folder", "BENCH/data");

        assertThat(bench.run("get", "1", "--dry-run").out()).contains("'BENCH/data/soil-2024'");
        assertThat(bench.run("get", "1", "--dry-run", "-d", "BENCH/said").out()).contains("'BENCH/said/soil-2024'");
        bench.run("config", "unset", "folder");
        assertThat(bench.run("get", "1", "--dry-run").out()).doesNotContain("BENCH/data");
    }

    @Test
    void what_other_commands_keep_is_set_there(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);
        bench.run("catalog", "add", "lab", "dir:BENCH/lab", "--no-check");

        assertThat(bench.run("config", "set", "catalog", "lab").exitCode()).isZero();
        assertThat(bench.run("config", "set", "limit.up", "500K").exitCode()).isZero();

        assertThat(bench.run("catalog", "list").out()).contains("lab");
        assertThat(bench.run("config", "get", "catalog").out()).isEqualTo("lab\n");
        assertThat(bench.run("config", "get", "limit.up").out()).isEqualTo("500K\n");
        assertThat(bench.path("home/config/settings.conf")).doesNotExist();
        assertThat(bench.run("config", "set", "reach", "moon").err())
                .startsWith("seedbank: error: reach: 'moon' is not machine, network or public\n");
    }

    @Test
    void an_unknown_setting_is_told_with_the_nearest(Bench bench) throws Exception {
        Outcome set = bench.run("config", "set", "foldr", "/data");

        assertThat(set.err()).startsWith("seedbank: error: KEY: there is no setting 'foldr'; did you mean 'folder'?\n");
        assertThat(set.exitCode()).isEqualTo(2);
        assertThat(bench.run("config", "set", "hook.damaged", " ").err())
                .startsWith("seedbank: error: hook.damaged: it needs a value of one line\n");
        bench.write("home/config/settings.conf", "# mine\nfoldr = /data\n");
        assertThat(bench.run("get", "1").err()).isEqualTo("""
            seedbank: error: the settings 'BENCH/home/config/settings.conf' cannot be used: line 2: there is no setting 'foldr'; did you mean 'folder'?
            seedbank: hint: put it right with 'seedbank config edit'
            """);
    }

    @Test
    void an_edit_is_looked_at_before_it_is_taken(Bench bench) throws Exception {
        bench.run("config", "set", "folder", "BENCH/data");
        bench.environment(Map.of("EDITOR", "sh -c 'echo folder = elsewhere >\"$1\"' sh"));

        Outcome wrong = bench.run("config", "edit");

        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.err())
                .contains(
                        "line 1: folder: 'elsewhere' is not an absolute path",
                        "what you wrote is kept in 'BENCH/home/state/edited/");
        assertThat(bench.run("config", "get", "folder").out()).isEqualTo("BENCH/data\n");
        bench.environment(Map.of("EDITOR", "sh -c 'echo \"# mine\" >>\"$1\"; echo hook.damaged = true >>\"$1\"' sh"));
        assertThat(bench.run("config", "edit").exitCode()).isZero();
        assertThat(bench.run("config", "get", "hook.damaged").out()).isEqualTo("true\n");
        bench.run("config", "set", "folder", "BENCH/new");
        assertThat(Files.readString(bench.path("home/config/settings.conf"))).contains("# mine", "hook.damaged = true");
    }

    @Test
    void an_editor_that_leaves_nothing_changes_nothing_and_leaves_nothing_behind(Bench bench) throws Exception {
        bench.run("config", "set", "folder", "BENCH/data");
        bench.environment(Map.of(
                "EDITOR",
                "sh -c 'dirname \"$1\" >BENCH/where; rm \"$1\"' sh"
                        .replace("BENCH", bench.path("").toString())));

        Outcome edit = bench.runAnswering("n", "config", "edit");

        assertThat(edit.err())
                .contains("error: the editor has left no file of settings: '")
                .endsWith("seedbank: the settings stay as they were\n");
        assertThat(edit.exitCode()).isEqualTo(1);
        assertThat(bench.run("config", "get", "folder").out()).isEqualTo("BENCH/data\n");
        assertThat(Path.of(Files.readString(bench.path("where")).strip())).doesNotExist();
    }

    @Test
    void what_another_command_sets_meanwhile_is_not_overwritten(Bench bench) throws Exception {
        bench.run("config", "set", "folder", "BENCH/data");
        Path file = bench.path("home/config/settings.conf");
        bench.environment(
                Map.of("EDITOR", "sh -c 'echo \"# mine\" >>\"$1\"; echo \"# theirs\" >>%s' sh".formatted(file)));

        Outcome edit = bench.runAnswering("n", "config", "edit");

        assertThat(edit.err()).contains("error: the settings were changed meanwhile by another command");
        assertThat(edit.exitCode()).isEqualTo(1);
        assertThat(Files.readString(file)).contains("# theirs").doesNotContain("# mine");
    }

    /** The name of a dataset is a stranger's: no shell reads it. */
    @Test
    void a_command_at_the_end_has_what_it_is_about_in_its_environment(Bench bench) throws Exception {
        String name = "$(touch was-run); 'a'";
        bench.write(name + "/ph.csv", Soil.PH);
        bench.publish("BENCH/" + name).interrupt();
        bench.nodes().run(Network.LOCAL);
        bench.run("get", "1", "-d", "BENCH/copies");
        bench.nodes().node().change(name, FakeView::seeding);

        Outcome get = bench.run(
                "get",
                "1",
                "-d",
                "BENCH/copies",
                "--wait",
                "--on-done",
                "printf '%s %s' \"$SEEDBANK_EVENT\" \"$SEEDBANK_NAME\" >'BENCH/said'; echo to the log");

        assertThat(get.exitCode()).isZero();
        assertThat(Files.readString(bench.path("said"))).isEqualTo("finished " + name);
        assertThat(get.out() + get.err()).doesNotContain("to the log");
        assertThat(Files.readString(bench.path("home/state/hooks.log"))).isEqualTo("to the log\n");
        assertThat(bench.run("get", "1", "-d", "BENCH/copies", "--wait", "--on-done", "exit 7")
                        .err())
                .contains("the command 'exit 7' ended with exit code 7");
    }
}
