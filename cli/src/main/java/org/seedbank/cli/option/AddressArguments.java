package org.seedbank.cli.option;

import java.util.List;
import java.util.function.UnaryOperator;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.uploading.trackers.TorrentUrl;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Addresses that people type for a torrent or an entry. */
public final class AddressArguments {

    private AddressArguments() {}

    /** Trackers, as a torrent has them, over UDP with a port; throws {@link ParameterException} when one is none. */
    public static List<String> trackers(CommandLine commandLine, String option, List<String> texts) {
        return ruled(commandLine, option, texts, TorrentUrl::tracker);
    }

    /** Web seeds, as a torrent has them; throws {@link ParameterException} when one is none. */
    public static List<String> webSeeds(CommandLine commandLine, String option, List<String> texts) {
        return ruled(commandLine, option, texts, TorrentUrl::webSeed);
    }

    private static List<String> ruled(
            CommandLine commandLine, String option, List<String> texts, UnaryOperator<String> rule) {
        try {
            return texts.stream().map(rule).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, option + " " + e.getMessage(), e);
        }
    }

    /** Addresses of seeds; throws {@link ParameterException} when one is none or they are too many. */
    public static List<HostPort> seeds(CommandLine commandLine, String option, List<String> texts) {
        if (texts.size() > Entry.MAX_SEED_ADDRESSES) {
            throw new ParameterException(
                    commandLine, "%s is given more than %d times".formatted(option, Entry.MAX_SEED_ADDRESSES));
        }
        return texts.stream()
                .map(each -> seed(commandLine, option, each))
                .distinct()
                .toList();
    }

    private static HostPort seed(CommandLine commandLine, String option, String text) {
        HostPort address;
        try {
            address = HostPort.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, "%s '%s' is not HOST:PORT".formatted(option, text), e);
        }
        if (address.port() == 0 || HostKind.of(address.host()) == HostKind.UNUSABLE) {
            throw new ParameterException(commandLine, "%s '%s' leads nowhere".formatted(option, text));
        }
        return address;
    }
}
