package org.seedbank.swarm.local;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.PeerAddresses;

/**
 * A process's word to the others of this machine on a torrent.
 *
 * @param activity what it does with the torrent
 * @param address where it can be reached from this machine
 */
public record Presence(LocalActivity activity, InetSocketAddress address) {

    private static final Pattern LINE = Pattern.compile("(fetching|seeding) (\\S+) ([0-9]{1,5})\n");

    /** More than the longest line has. */
    static final int MAX_BYTES = 128;

    /** The presence with this text; empty for any other text, such as a file that is being written. */
    public static Optional<Presence> parse(String text) {
        Matcher line = LINE.matcher(text);
        if (!line.matches()) {
            return Optional.empty();
        }
        LocalActivity activity = LocalActivity.valueOf(line.group(1).toUpperCase(Locale.ROOT));
        try {
            return PeerAddresses.inDigits(new HostPort(line.group(2), Integer.parseInt(line.group(3))))
                    .filter(address -> address.getPort() > 0)
                    .map(address -> new Presence(activity, address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One line; {@link #parse} is its inverse. */
    public String text() {
        HostPort own = PeerAddresses.of(address);
        return "%s %s %d\n".formatted(activity.name().toLowerCase(Locale.ROOT), own.host(), own.port());
    }
}
