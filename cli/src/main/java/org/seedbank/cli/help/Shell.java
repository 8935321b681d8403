package org.seedbank.cli.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.cli.help.CompletionTable.Row;
import picocli.CommandLine;

/** A shell that can complete what is typed, and the script for it. */
enum Shell {
    BASH("completion.bash", "") {
        @Override
        String row(Row row) {
            return "    '%s') commands='%s' options='%s' values='%s' arguments='%s' ;;"
                    .formatted(
                            row.path(),
                            String.join(" ", row.commands()),
                            String.join(" ", row.options()),
                            String.join(" ", row.values()),
                            String.join(" ", row.arguments()));
        }
    },
    /** Reads the script for bash by what zsh has for such. */
    ZSH("completion.bash", "#compdef seedbank\nautoload -Uz +X bashcompinit && bashcompinit\n\n") {
        // A file that zsh reads at the first try to complete has to complete then, too.
        @Override
        String tail() {
            return "\n[ \"${funcstack[1]:-}\" != _seedbank ] || eval \"${_comps[seedbank]}\"\n";
        }

        @Override
        String row(Row row) {
            return BASH.row(row);
        }
    },
    FISH("completion.fish", "") {
        @Override
        String row(Row row) {
            return "        case '%s'\n".formatted(row.path())
                    + Stream.of(
                                    set("commands", row.commands()),
                                    set("options", row.options()),
                                    set("values", row.values()),
                                    set("arguments", row.arguments()))
                            .flatMap(Optional::stream)
                            .collect(Collectors.joining("\n"));
        }
    };

    private final String resource;
    private final String head;

    Shell(String resource, String head) {
        this.resource = resource;
        this.head = head;
    }

    /** The line of the script's table for one command. */
    abstract String row(Row row);

    /** What the script ends with. */
    String tail() {
        return "";
    }

    /** The whole script. */
    String script(CommandLine program) {
        String table = CompletionTable.of(program).stream().map(this::row).collect(Collectors.joining("\n"));
        try (InputStream script = Shell.class.getResourceAsStream(resource)) {
            return head + new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("@TABLE@", table) + tail();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> set(String name, List<String> words) {
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of("            set __seedbank_%s '%s'".formatted(name, String.join("' '", words)));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
