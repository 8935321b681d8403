package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shells complete what is typed, from what commands have seen, without starting seedbank. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Benches.class)
class CompletionIT {

    /** What each shell is told, with the line in work as its last argument. */
    private static final String BASH = """
        . "$1"
        read -ra COMP_WORDS <<<"$2"
        case $2 in *' ') COMP_WORDS+=('') ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _seedbank
        printf '%s\\n' "${COMPREPLY[@]}"
        """;

    private static final String ZSH = """
        autoload -Uz compinit && compinit -u -D
        . "$1"
        complete_line() {
            emulate -L sh
            setopt ksh_arrays
            COMP_WORDS=($1)
            case $1 in *' ') COMP_WORDS+=('') ;; esac
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _seedbank
            printf '%s\\n' "${COMPREPLY[@]}"
        }
        complete_line "$2"
        """;

    /** Types a line and a tab into a zsh of its own, once that has said that it is ready. */
    private static final String FIRST_TRY = """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "PS1=; fpath=($1 \\$fpath); autoload -Uz compinit; compinit -u -D; print REA''DY"
        zpty -r -m shell seen '*READY*'
        zpty -w -n shell $'seedbank pub\\t'
        zpty -r -m shell seen '*publish*'
        print publish
        """;

    private static final String FISH = """
        source $argv[1]
        complete -C $argv[2] | string replace -r '\\t.*' ''
        """;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void commands_options_and_what_they_take(String shell, Bench bench) throws Exception {
        bench.run("catalog", "add", "lab", "dir:BENCH/lab", "--no-check");

        assertThat(complete(shell, bench, "seedbank pub")).containsExactly("publish");
        assertThat(complete(shell, bench, "seedbank node sta")).containsExactly("start", "status");
        assertThat(complete(shell, bench, "seedbank tracker key ")).containsExactly("add", "list", "remove");
        assertThat(complete(shell, bench, "seedbank publish soil --tit")).containsExactly("--title");
        assertThat(complete(shell, bench, "seedbank publish soil --format hy")).containsExactly("hybrid");
        assertThat(complete(shell, bench, "seedbank list --catalog l")).containsExactly("lab", "local");
        assertThat(complete(shell, bench, "seedbank catalog use la")).containsExactly("lab");
        assertThat(complete(shell, bench, "seedbank completion z")).containsExactly("zsh");
        assertThat(complete(shell, bench, "seedbank help exit")).containsExactly("exit-codes");
        assertThat(complete(shell, bench, "seedbank help node sta")).containsExactly("start", "status");
        assertThat(complete(shell, bench, "seedbank config set limit")).containsExactly("limit.down", "limit.up");
        assertThat(complete(shell, bench, "seedbank list --columns serial,ti")).containsExactly("serial,title");
        assertThat(complete(shell, bench, "seedbank node reach pu")).containsExactly("public");
        assertThat(complete(shell, bench, "seedbank cite 1 --format bi")).containsExactly("bibtex");
        assertThat(complete(shell, bench, "seedbank list --sort se")).containsExactly("seeders", "seen", "serial");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void serials_that_publish_and_list_have_seen(String shell, Bench bench) throws Exception {
        Soil.write(bench);
        // A shell that takes a kind of words for a pattern would find it.
        bench.write("refs", "");
        bench.publish("BENCH/soil-2024").interrupt();

        assertThat(complete(shell, bench, "seedbank show 1")).containsExactly("1");
        Files.delete(bench.path("home/cache/completion/refs"));
        bench.run("list");
        assertThat(complete(shell, bench, "seedbank get --no-seed 1")).containsExactly("1");
        assertThat(complete(shell, bench, "seedbank get -d copies 1 1")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void all_of_very_many(String shell, Bench bench) throws Exception {
        bench.write(
                "home/cache/completion/refs",
                IntStream.rangeClosed(1, 10_000)
                        .mapToObj(serial -> serial + "\tSoil of plot " + serial + "\n")
                        .collect(Collectors.joining()));

        assertThat(complete(shell, bench, "seedbank show ")).hasSizeGreaterThanOrEqualTo(10_000);
        assertThat(complete(shell, bench, "seedbank show 999")).hasSize(11);
    }

    /** zsh reads a file of its search path only then, and runs it as the function that is to complete. */
    @Test
    void zsh_completes_at_the_first_try(Bench bench) throws Exception {
        bench.write("functions/_seedbank", bench.run("completion", "zsh").out());

        assertThat(printed(bench, List.of("zsh", "-f", "-c", FIRST_TRY, "zsh", "functions")))
                .containsExactly("publish");
    }

    /** Words that a shell offers for a line, sorted. */
    private static List<String> complete(String shell, Bench bench, String line) throws Exception {
        Path script = bench.write("completion", bench.run("completion", shell).out());
        List<String> command =
                switch (shell) {
                    case "bash" -> List.of("bash", "-c", BASH, shell);
                    case "zsh" -> List.of("zsh", "-f", "-c", ZSH, shell);
                    default -> List.of("fish", "--no-config", "-c", FISH);
                };
        return printed(
                bench,
                Stream.concat(command.stream(), Stream.of(script.toString(), line))
                        .toList());
    }

    /** Lines that a command prints, sorted. */
    private static List<String> printed(Bench bench, List<String> command) throws Exception {
        Path printed = bench.path("printed");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(bench.path("").toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().put("SEEDBANK_HOME", bench.path("home").toString());
        builder.environment().put("HOME", bench.path("").toString());
        builder.environment().keySet().removeAll(List.of("SEEDBANK_CACHE", "LD_PRELOAD"));
        Process process = builder.start();
        process.getOutputStream().close();
        assertThat(process.waitFor(Bench.DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return Files.readString(printed, StandardCharsets.UTF_8)
                .lines()
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }
}
