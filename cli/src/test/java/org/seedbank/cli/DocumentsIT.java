package org.seedbank.cli;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.internal.site.IndexReader;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What the documents say is true: their examples, options, error messages, exit codes and links. */
@EnabledOnOs(OS.LINUX)
class DocumentsIT {

    private static final Path TREE = LauncherBench.TREE;
    private static final Set<String> IN_EVERY_COMMAND =
            Set.of("-h", "--help", "-V", "--version", "--debug", "-v", "--verbose", "-q", "--quiet");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/site/manual.md", "src/site/format.md", "src/site/json.md"})
    void examples_print_what_the_document_shows(String document) throws Exception {
        List<ConsoleExample> examples = ConsoleExample.in(text(document));

        assertThat(examples).isNotEmpty();
        try (DocumentShell shell = new DocumentShell(TREE, folder)) {
            for (ConsoleExample example : examples) {
                String actual = shell.run(example);
                assertThat(example.describes(actual))
                        .as(
                                "%s%n$ %s%nshown:%n%s%nprinted:%n%s",
                                document, example.command(), example.printed(), actual)
                        .isTrue();
            }
        }
    }

    @Test
    void manual_has_the_options_of_each_command_and_no_others() throws Exception {
        String manual = text("src/site/manual.md");
        for (CommandLine command : commands()) {
            Set<String> options = command.getCommandSpec().options().stream()
                    .map(OptionSpec::names)
                    .flatMap(Arrays::stream)
                    .filter(name -> !IN_EVERY_COMMAND.contains(name))
                    .collect(toCollection(TreeSet::new));

            String name = command.getCommandSpec().qualifiedName().replaceFirst("^seedbank ", "");
            assertThat(optionsInTable(section(manual, "### " + name))).as(name).isEqualTo(options);
        }
        assertThat(optionsInTable(section(manual, "## Commands and options"))).isEqualTo(IN_EVERY_COMMAND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "src/site/manual.md",
                "src/site/format.md",
                "src/site/json.md",
                "src/site/architecture.md",
                "src/site/architecture/integrity.md",
                "src/site/architecture/node.md",
                "src/site/architecture/state.md",
                "src/site/architecture/uploading.md",
                "src/changelog/unreleased/2.md",
                "src/changelog/unreleased/5.md"
            })
    void every_option_that_is_mentioned_exists(String document) throws Exception {
        Set<String> known = commands().stream()
                .flatMap(command -> command.getCommandSpec().options().stream())
                .map(OptionSpec::names)
                .flatMap(Arrays::stream)
                .collect(toCollection(TreeSet::new));

        // What stands before the image's name is told to the container engine.
        String ours = OlderTool.withoutTheirs(text(document))
                .replaceAll("docker run .*? seedbank:VERSION|podman run --health-cmd", "");
        assertThat(known).containsAll(found("(?<![\\w-])--[a-z][a-z-]+", ours));
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "src/site/manual.md"})
    void exit_codes_are_those_of_the_program(String document) throws Exception {
        StringWriter help = new StringWriter();
        PrintWriter out = new PrintWriter(help);
        RootCommand.commandLine(new Context(new Terminal(out, out, false, false, false), Map.of()))
                .execute("help", "exit-codes");
        out.flush();
        List<String> documented = Pattern.compile("^\\| (\\d+) \\| (.*) \\|$", Pattern.MULTILINE)
                .matcher(text(document))
                .results()
                .map(row -> String.format(Locale.ROOT, "  %-5s %s", row.group(1), row.group(2)))
                .toList();

        assertThat(documented).hasSize(8);
        assertThat(help.toString().lines()).containsAll(documented);
    }

    @Test
    void limits_in_the_formats_are_those_of_the_program() throws Exception {
        assertThat(text("src/site/format.md").replace('\n', ' '))
                .contains("more than 128 MiB (%d bytes)".formatted(Metainfo.MAX_BYTES))
                .contains("at most 1 MiB (%d bytes)".formatted(Entry.MAX_JSON_BYTES))
                .contains("at most 256 MiB (%d bytes), and at most %d entries"
                        .formatted(IndexReader.MAX_BYTES, IndexReader.MAX_ENTRIES))
                .contains("1 to %d bytes and at most %d names".formatted(DatasetPath.MAX_BYTES, DatasetPath.MAX_NAMES))
                .contains("from %d to %d".formatted(PieceLength.MIN, PieceLength.MAX))
                .contains(String.format(Locale.ROOT, "%,d bencoded values", BencodeReader.MAX_VALUES))
                .contains("nested more than %d deep".formatted(BencodeReader.MAX_DEPTH));
    }

    @Test
    void every_error_in_the_manual_is_one_of_the_program() throws Exception {
        StringBuilder program = new StringBuilder();
        for (Path source : files("*/src/main/java/**.java")) {
            program.append(Files.readString(source));
        }
        String table = section(text("src/site/manual.md"), "## Troubleshooting");
        Set<String> messages = found("(?m)(?<=^\\| `)[^`]+(?=` \\|)", table);

        assertThat(messages).hasSizeGreaterThan(20);
        assertThat(messages).filteredOn(message -> program.indexOf(message) < 0).isEmpty();
    }

    @Test
    void links_between_documents_lead_somewhere() throws Exception {
        for (Path document : files("{README.md,CONTRIBUTING.md,src/site/**.md,src/changelog/*.md,src/samples/**.md}")) {
            for (String link : found("(?<=]\\()(?!https?:)[^)]+", Files.readString(document))) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);

                assertThat(target).as("%s in %s", link, document).exists();
                if (parts.length == 2) {
                    assertThat(anchors(Files.readString(target)))
                            .as("%s in %s", link, document)
                            .contains(parts[1]);
                }
            }
        }
    }

    private static Set<String> anchors(String markdown) {
        return found("(?m)(?<=^#{1,4} ).*$", markdown).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w\\s-]", "")
                        .replace(' ', '-'))
                .collect(toCollection(TreeSet::new));
    }

    /** The text from a heading to the next one. */
    private static String section(String markdown, String heading) {
        int start = markdown.indexOf("\n" + heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = markdown.indexOf("\n#", start + 1);
        return end < 0 ? markdown.substring(start) : markdown.substring(start, end);
    }

    private static Set<String> optionsInTable(String section) {
        Set<String> options = new TreeSet<>();
        found("(?m)^\\| `-.*?`[^`|]*\\|", section.replace("`, `", " "))
                .forEach(cell -> options.addAll(found("--?[A-Za-z-]+", cell)));
        return options;
    }

    private static Set<String> found(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(toCollection(TreeSet::new));
    }

    private static List<Path> files(String glob) throws IOException {
        var matcher = TREE.getFileSystem().getPathMatcher("glob:" + TREE + "/" + glob);
        try (Stream<Path> all = Files.walk(TREE)) {
            return new ArrayList<>(all.filter(matcher::matches).toList());
        }
    }

    private static String text(String document) throws IOException {
        return Files.readString(TREE.resolve(document));
    }

    /** Every command, and those below them. */
    private static List<CommandLine> commands() {
        return below(commandLine()).toList();
    }

    /** All commands below one, however deep. */
    private static Stream<CommandLine> below(CommandLine parent) {
        return parent.getSubcommands().values().stream().flatMap(each -> Stream.concat(Stream.of(each), below(each)));
    }

    private static CommandLine commandLine() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        return RootCommand.commandLine(new Context(new Terminal(nowhere, nowhere, false, false, false), Map.of()));
    }
}
