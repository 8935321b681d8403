package org.seedbank.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/** Something that several commands have in common, which {@code help} tells of by its name. */
public enum HelpTopic {
    REF {
        @Override
        String text(CommandLine program) {
            return """
                A REF says which dataset is meant. It is one of these:

                  12                 a serial: the number that 'seedbank list' shows
                  ab69fe9d           a digest, or its first 6 or more digits
                  005e05037d6e…      an infohash: all of its digits; of what the node has,
                                     the first 6 or more
                  alice/12           one of these behind a catalog's name and a slash
                  soil-2024          the name of a dataset, where a command is about what
                                     the node has
                  soil.torrent       a .torrent file, or the http: or https: URL of one,
                                     where a command reads the torrent
                  'magnet:?xt=…'     a magnet link, for 'get' and 'add'; in quotes, as it
                                     has signs that the shell would read

                Digits alone are a serial if the catalog ever gave one so high, else the
                beginning of a digest. Serials are of the default catalog, which
                'seedbank catalog list' marks, where none is named.
                """;
        }
    },
    EXIT_CODES {
        @Override
        String text(CommandLine program) {
            return """
                Every command ends with one of these codes, and its --help lists those that it
                can end with:

                %s
                'node run' also ends with 3 when Java has no memory left, and with 7 when it is
                to be started again. 130 is what Ctrl-C leaves, and 143 what SIGTERM leaves;
                'node run', 'tracker', 'status --watch' and 'top' are meant to be ended so, and
                leave 0.
                """.formatted(program.getHelp().exitCodeList());
        }
    };

    /** What tells of the topic, in lines of at most 80 columns. */
    abstract String text(CommandLine program);

    /** The name as it is typed. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The topic of this name, as it is typed. */
    public static Optional<HelpTopic> of(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.label().equals(name))
                .findFirst();
    }

    static List<String> labels() {
        return Arrays.stream(values()).map(HelpTopic::label).toList();
    }
}
