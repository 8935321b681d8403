package org.seedbank.swarm.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process's word to the others of this machine on a torrent.
 *
 * @param activity what it does with the torrent
 * @param address where it can be reached from this machine
 */
public record Presence(LocalActivity activity, InetSocketAddress address) {

    private static final String BYTE = "(?:[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|25[0-5])";

    /** Only what is an address as it stands: anything else would be looked up as a host name. */
    private static final String ADDRESS = BYTE + "(?:\\." + BYTE + "){3}|[0-9a-f]*:[0-9a-f:.]*";

    private static final Pattern LINE = Pattern.compile("(fetching|seeding) (" + ADDRESS + ") ([0-9]{1,5})\n");
    /** More than the longest line has. */
    static final int MAX_BYTES = 128;

    private static final int MAX_PORT = 65535;

    /** The presence with this text; empty for any other text, such as a file that is being written. */
    public static Optional<Presence> parse(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(line.group(3));
        if (port == 0 || port > MAX_PORT) {
            return Optional.empty();
        }
        LocalActivity activity = LocalActivity.valueOf(line.group(1).toUpperCase(Locale.ROOT));
        try {
            return Optional.of(
                    new Presence(activity, new InetSocketAddress(InetAddress.getByName(line.group(2)), port)));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** One line; {@link #parse} is its inverse. */
    public String text() {
        return "%s %s %d\n"
                .formatted(
                        activity.name().toLowerCase(Locale.ROOT),
                        address.getAddress().getHostAddress(),
                        address.getPort());
    }
}
