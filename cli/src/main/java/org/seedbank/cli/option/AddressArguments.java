package org.seedbank.cli.option;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.web.WebAddress;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Addresses that people type for a torrent or an entry. */
public final class AddressArguments {

    private static final List<String> TRACKER = List.of("http", "https", "udp");
    private static final int MOST_PORT = 65_535;
    private static final List<String> WEB = List.of("http", "https");

    private AddressArguments() {}

    /** Trackers, as a torrent has them, over UDP with a port; throws {@link ParameterException} when one is none. */
    public static List<String> trackers(CommandLine commandLine, String option, List<String> texts) {
        return texts.stream().map(each -> tracker(commandLine, option, each)).toList();
    }

    /** No port is the usual one of trackers over UDP (BEP 15). */
    private static String tracker(CommandLine commandLine, String option, String text) {
        String url = url(commandLine, option, text, TRACKER);
        URI uri = URI.create(WebAddress.withAsciiHost(url));
        if (uri.getScheme().equalsIgnoreCase("udp") && uri.getPort() < 0) {
            throw new ParameterException(
                    commandLine, "%s '%s' needs a port, as in udp://HOST:PORT".formatted(option, text));
        }
        return url;
    }

    /** Web seeds, as a torrent has them; throws {@link ParameterException} when one is none. */
    public static List<String> webSeeds(CommandLine commandLine, String option, List<String> texts) {
        return texts.stream().map(each -> url(commandLine, option, each, WEB)).toList();
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

    /** A host's name is written in ASCII (RFC 5891), and all else as it stands, with letters that a URL cannot hold encoded. */
    private static String url(CommandLine commandLine, String option, String text, List<String> schemes) {
        String url = text.strip();
        try {
            URI uri = new URI(WebAddress.withAsciiHost(url));
            if (uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= MOST_PORT
                    && schemes.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
                return isAscii(url) ? url : uri.toASCIIString();
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw wrong(commandLine, option, text, schemes);
        }
        throw wrong(commandLine, option, text, schemes);
    }

    private static ParameterException wrong(CommandLine commandLine, String option, String text, List<String> schemes) {
        return new ParameterException(
                commandLine, "%s '%s' is not a URL of %s".formatted(option, text, String.join(", ", schemes)));
    }

    private static boolean isAscii(String text) {
        return StandardCharsets.US_ASCII.newEncoder().canEncode(text);
    }
}
