package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import picocli.CommandLine;

/** A command line that cannot be meant: what is wrong with it, where to read on, and exit code 2. */
@ExtendWith(Benches.class)
class UsageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        xyzzy                                       | there is no command 'xyzzy'
        xyzzy --help                                | there is no command 'xyzzy'
        --version xyzzy                             | there is no command 'xyzzy'
        --nope                                      | 'seedbank' has no option '--nope'
        -                                           | there is no command '-'
        """)
    void wrong_use_of_the_program(String arguments, String error, Bench bench) throws Exception {
        Outcome wrong = bench.run(arguments.split(" "));

        assertThat(wrong.err()).isEqualTo("""
            seedbank: error: %s
            seedbank: hint: see 'seedbank --help'
            """.formatted(error));
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        publish --dry-run                           | PATH is missing in 'seedbank publish [OPTIONS] PATH'
        publish x --dry-run --foreground            | --dry-run shares nothing, so it does not go with --foreground
        publish x --port 0                          | --port is for --foreground; the node's is that of 'seedbank node start'
        get 1 --port 0                              | --port is for --foreground
        get 1 --jobs 2                              | --jobs is for --foreground
        get 1 --report r.json                       | --report is for --foreground
        get 1 --timeout 5                           | --timeout is for --wait and --foreground
        get 1 --wait --foreground                   | --wait is for the node, which --foreground does without
        get 1 --copy --overwrite                    | --copy replaces nothing, so --adopt and --overwrite are not for it; 'seedbank verify --repair --from COPY REF PATH' mends what is there from another copy
        remove 1                                    | nobody is there to ask: add --yes
        pause                                       | name datasets, or use --all
        pause 1 --all                               | name datasets, or use --all
        limit --up fast                             | --up: 'fast' is not a rate: write bytes per second such as '500K' or '1.5M', or 'none'
        limit --down -1                             | --down: '-1' is not a rate: write bytes per second such as '500K' or '1.5M', or 'none'
        limit --ratio -1                            | --ratio: '-1' is not a ratio such as 2 or 1.5, or none
        limit --ratio NaN                           | --ratio: 'NaN' is not a ratio such as 2 or 1.5, or none
        link 1                                      | name datasets, and behind them the folder that receives the links
        follow soil                                 | name a catalog and, with -d, the folder to fetch into; or only --now
        publish x --dry-run --piece-length 48K      | --piece-length: '48K' is not a power of two from 16K to 16M
        publish x --dry-run --piece-length big      | --piece-length: 'big' is not a size such as 64K or 1M
        publish x --dry-run --tracker example.org   | --tracker 'example.org' is not a URL of http, https, udp
        publish x --dry-run --tracker udp://a/b     | --tracker 'udp://a/b' needs a port, as in udp://HOST:PORT
        publish x --dry-run --web-seed ftp://a/b    | --web-seed 'ftp://a/b' is not a URL of http, https
        publish x --dry-run --jobs 0                | --jobs: '0' is not a number from 1 to 1024
        publish x --foreground --port 70000         | --port: '70000' is not a port from 0 to 65535
        catalog                                     | 'seedbank catalog' needs a command: list, add, create, use, remove, check or export
        list --xyz                                  | 'seedbank list' has no option '--xyz'
        list --offline --refresh                    | --offline and --refresh exclude each other
        describe                                    | REF is missing in 'seedbank describe [OPTIONS] REF'
        describe 1                                  | say what is to change, such as --title TEXT
        describe 1 --clear title                    | --clear 'title' is not one of description, creators, license, doi, keywords, version
        describe 1 --clear doi --doi 10.5555/soil   | the field 'doi' is set and cleared at once
        describe 1 --description-file a --description b | --description and --description-file exclude each other
        withdraw                                    | REF is missing in 'seedbank withdraw [OPTIONS] REF'
        withdraw 1                                  | withdrawing cannot be undone, and nobody is there to ask: add --yes
        show                                        | REF is missing in 'seedbank show [OPTIONS] REF'
        verify                                      | name what to verify, or use --all
        verify 1 --all                              | name what to verify, or use --all
        verify --all --repair                       | --repair is for one copy, not for --all
        verify 1 x --from y                         | --from is for --repair
        verify 1 x --public                         | --public is for --repair
        verify 1 x --timeout 5                      | --timeout is for --repair
        verify 1 x --repair --from y --public       | --public is for the swarm, which --from does without
        verify --manifest list                      | the PATH of the copy is missing
        manifest                                    | PATH is missing in 'seedbank manifest [OPTIONS] PATH'
        manifest x --format tar                     | --format: 'tar' is not sha256sum, hashdeep or bagit
        bag x                                       | name a DIR for the bag, or use --in-place
        bag x y --in-place                          | name a DIR for the bag, or use --in-place
        bag x --in-place --follow-symlinks          | --follow-symlinks is for copies, not for --in-place
        get                                         | name what to get, or use --all
        get 1 --all                                 | name what to get, or use --all
        get 1 --dry-run --wait                      | --dry-run fetches nothing, so it does not go with --wait, --watch, --copy or --verify
        df --copies 0                               | --copies: '0' is not a number from 1 to 1000
        get 1 --include [                           | --include: '[' is not a pattern
        get 1 --exclude {a                          | --exclude: '{a' is not a pattern
        get 1 --peer here                           | --peer: 'here' is not HOST:PORT
        get 1 --peer 127.0.0.1:99999                | --peer: '127.0.0.1:99999' is not HOST:PORT
        get 1 --timeout 0                           | --timeout: '0' is not a number of seconds from 1 to 31536000
        get 1 --timeout 99999999999                 | --timeout: '99999999999' is not a number of seconds from 1 to 31536000
        """)
    void wrong_use_of_a_command(String arguments, String error, Bench bench) throws Exception {
        Outcome wrong = bench.run(arguments.split(" "));

        assertThat(wrong.err()).isEqualTo("""
            seedbank: error: %s
            seedbank: hint: see 'seedbank %s --help'
            """.formatted(error, arguments.split(" ", 2)[0]));
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    /** Each kind of failure that the parser of the command line knows; none of its words are shown. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        publish a b                    | publish    | 'b' is one word too many for 'seedbank publish [OPTIONS] PATH'
        top x                          | top        | 'x' is one word too many for 'seedbank top [OPTIONS]'
        top -- --json                  | top        | '--json' is one word too many for 'seedbank top [OPTIONS]'
        show 1 -x                      | show       | 'seedbank show' has no option '-x'
        publish x --title              | publish    | the TEXT of '--title' is missing
        publish x --title --doi 3      | publish    | the TEXT of '--title' is missing
        publish x --title a --title b  | publish    | '--title TEXT' is given twice
        publish x --format zip         | publish    | --format: 'zip' is not auto, hybrid, v1 or v2
        publish x --jobs a             | publish    | --jobs: 'a' is not a number from 1 to 1024
        list --json=yes                | list       | --json takes no value, and has 'yes'
        get 1 --timeout=               | get        | --timeout: '' is not a number of seconds from 1 to 31536000
        get 1 -d=                      | get        | --directory: it is empty; the current folder is '.'
        catalog add soil               | catalog add | LOCATION is missing in 'seedbank catalog add [OPTIONS] NAME LOCATION...'
        node watch x                   | node watch | '--directory TARGET' is missing in 'seedbank node watch [-hqvV] [--debug] -d=TARGET DIR'
        node watch                     | node watch | '--directory TARGET' and DIR are missing in 'seedbank node watch [-hqvV] [--debug] -d=TARGET DIR'
        tracker key                    | tracker key | 'seedbank tracker key' needs a command: add, list or remove
        trackers                       | trackers   | 'seedbank trackers' needs a command: list, add, remove or check
        """)
    void what_the_parser_refuses_is_said_in_words_of_the_program(
            String arguments, String command, String error, Bench bench) throws Exception {
        assertThat(bench.run(arguments.split(" "))).isEqualTo(new Outcome(2, "", """
            seedbank: error: %s
            seedbank: hint: see 'seedbank %s --help'
            """.formatted(error, command)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        lst                       | there is no command 'lst' | did you mean 'seedbank list'? 'seedbank --help' shows all commands
        traker --help             | there is no command 'traker' | did you mean 'seedbank tracker'? 'seedbank --help' shows all commands
        LIST                      | there is no command 'LIST' | did you mean 'seedbank list'? 'seedbank --help' shows all commands
        fetch 1                   | there is no command 'fetch' | did you mean 'seedbank get'? 'seedbank --help' shows all commands
        start                     | there is no command 'start' | did you mean 'seedbank node start'? 'seedbank --help' shows all commands
        catalog lsit              | 'seedbank catalog' has no command 'lsit' | did you mean 'seedbank catalog list'? 'seedbank catalog --help' shows all commands
        tracker key lst --help    | 'seedbank tracker key' has no command 'lst' | did you mean 'seedbank tracker key list'? 'seedbank tracker key --help' shows all commands
        node help                 | 'seedbank node' has no command 'help' | did you mean 'seedbank help node'?
        publish x --titel y       | 'seedbank publish' has no option '--titel' | did you mean '--title'? 'seedbank publish --help' shows all options
        publish x --titel=y       | 'seedbank publish' has no option '--titel' | did you mean '--title'? 'seedbank publish --help' shows all options
        publish x -h --titel y    | 'seedbank publish' has no option '--titel' | did you mean '--title'? 'seedbank publish --help' shows all options
        list --jsn                | 'seedbank list' has no option '--jsn' | did you mean '--json'? 'seedbank list --help' shows all options
        --json list               | 'seedbank' has no option '--json' | write it behind the command: 'seedbank list --json'
        help publsh               | there is no command 'publsh' | did you mean 'seedbank publish'? 'seedbank --help' shows all commands
        help exit-code            | there is no command 'exit-code' | did you mean 'seedbank help exit-codes'? 'seedbank --help' shows all commands
        help node strat           | 'seedbank node' has no command 'strat' | did you mean 'seedbank node start'? 'seedbank node --help' shows all commands
        help publish x            | 'seedbank publish' has no command 'x' | see 'seedbank publish --help'
        """)
    void a_typo_is_met_with_what_was_probably_meant(String arguments, String error, String hint, Bench bench)
            throws Exception {
        assertThat(bench.run(arguments.split(" "))).isEqualTo(new Outcome(2, "", """
            seedbank: error: %s
            seedbank: hint: %s
            """.formatted(error, hint)));
    }

    @Test
    void no_command_at_all_shows_which_there_are_on_one_screen(Bench bench) throws Exception {
        Outcome bare = bench.run();

        assertThat(bare.out().lines())
                .hasSizeLessThan(24)
                .startsWith(
                        "Publish, find, fetch and prove research datasets over BitTorrent.",
                        "Usage: seedbank [OPTIONS] COMMAND",
                        "",
                        "Publish         publish, edit, describe, withdraw, invite, cite, metadata")
                .contains("Examples:")
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(bare.out().split("[\\s,]+"))
                .containsAll(HelpExample.program().getSubcommands().keySet());
        assertThat(bare.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        gdrive:    | the folder's id is missing
        s3:abc     | this version knows no 's3:' catalogs
        dir:       | the path is empty
        no/where   | there is no such folder
        """)
    void a_catalog_that_cannot_be_meant(String name, String reason, Bench bench) throws Exception {
        Outcome wrong = bench.run("list", "--catalog", name);

        assertThat(wrong.err()).isEqualTo("""
            seedbank: error: cannot open the catalog '%s': %s
            seedbank: hint: name a folder: 'dir:PATH', or the path of a folder that exists; a folder of Google Drive: its address, or 'gdrive:ID'; or a web address: 'https://HOST/PATH/'
            """.formatted(name, reason));
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @Test
    void a_name_that_no_catalog_has(Bench bench) throws Exception {
        bench.run("catalog", "add", "soil", "dir:BENCH/soil", "--no-check");

        assertThat(bench.run("list", "--catalog", "nowhere")).isEqualTo(new Outcome(2, "", """
            seedbank: error: 'nowhere' is neither the name of a catalog nor a folder
            seedbank: hint: name a catalog that was added, the path of a folder that exists, or a new one as 'dir:PATH'
            """));
        assertThat(bench.run("list", "--catalog", "soli")).isEqualTo(new Outcome(2, "", """
            seedbank: error: 'soli' is neither the name of a catalog nor a folder
            seedbank: hint: did you mean 'soil'?
            """));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        catalog            | catalog        | 'seedbank catalog' needs a command: list, add, create, use, remove, check or export
        catalog xyzzy      | catalog        | 'seedbank catalog' has no command 'xyzzy'
        catalog add soil   | catalog add    | LOCATION is missing in 'seedbank catalog add [OPTIONS] NAME LOCATION...'
        catalog use        | catalog use    | NAME is missing in 'seedbank catalog use [OPTIONS] NAME'
        catalog remove     | catalog remove | NAME is missing in 'seedbank catalog remove [OPTIONS] NAME'
        """)
    void wrong_use_of_the_commands_about_catalogs(String arguments, String place, String error, Bench bench)
            throws Exception {
        assertThat(bench.run(arguments.split(" "))).isEqualTo(new Outcome(2, "", """
            seedbank: error: %s
            seedbank: hint: see 'seedbank %s --help'
            """.formatted(error, place)));
    }

    @Test
    void a_magnet_link_holds_nothing_that_could_be_shown(Bench bench) throws Exception {
        Outcome wrong = bench.run("show", Soil.MAGNET);

        assertThat(wrong.err()).isEqualTo("""
            seedbank: error: '%s' is a magnet link, which names a torrent and does not hold it
            seedbank: hint: fetch it with get or add; here, use a serial, a digest, or the .torrent file or URL
            """.formatted(Soil.MAGNET));
        assertThat(wrong.exitCode()).isEqualTo(2);
    }

    @Test
    void a_command_is_found_by_the_name_that_help_gives_it() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Context context = new Context(new Terminal(nowhere, nowhere, false, false, false), Map.of());

        Commands.names().forEach(name -> assertThat(
                        RootCommand.commandLine(context, name).getSubcommands())
                .hasEntrySatisfying(
                        name,
                        command -> assertThat(command.getCommandSpec().name()).isEqualTo(name)));
    }

    @Test
    void commands_with_others_below_them_are_known_as_such() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine program =
                RootCommand.commandLine(new Context(new Terminal(nowhere, nowhere, false, false, false), Map.of()));

        assertThat(program.getSubcommands().entrySet().stream()
                        .filter(each -> !each.getValue().getSubcommands().isEmpty())
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(Commands.WITH_OTHERS);
    }

    @Test
    void a_command_behind_two_hyphens_is_told_where_it_belongs(Bench bench) throws Exception {
        assertThat(bench.run("--", "list").err()).isEqualTo("""
            seedbank: error: a command stands before '--'
            seedbank: hint: write 'seedbank list'
            """);
    }
}
