package org.seedbank.swarm.internal.session;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.seedbank.swarm.SwarmSettings;

/**
 * How a session names itself.
 *
 * @param userAgent to servers
 * @param fingerprint how its peer IDs begin (BEP 20): two letters, and a digit for each number of the version, of which those
 *     from 10 on are letters
 */
public record ClientName(String userAgent, String fingerprint) {

    /** So many bytes of the IDs that a session says to peers are the same in all its connections. */
    public static final int SAME = 16;

    /** So begin the IDs of what brings bytes of web seeds to a session, in the guise of a peer. */
    public static final String OF_WEB_SEEDS = "-SBweb0-";

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom CHANCE = new SecureRandom();

    /**
     * The beginning of all IDs that a new session says to peers, {@link #SAME} bytes: the fingerprint, then chance. libtorrent
     * fills them up with chance for each connection. So peers know two connections for those of one session, whatever their addresses are.
     */
    String beginning() {
        StringBuilder id = new StringBuilder(fingerprint);
        while (id.length() < SAME) {
            id.append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** That of a session. */
    public static ClientName of(SwarmSettings settings) {
        return of(settings.clientVersion());
    }

    /** That of a version of the program, three numbers with dots. */
    public static ClientName of(String version) {
        String digits = Arrays.stream(version.split("\\.", -1))
                .map(number -> Character.toString(digit(Integer.parseInt(number))))
                .collect(Collectors.joining());
        return new ClientName("seedbank/" + version, "-SB" + digits + "0-");
    }

    private static char digit(int number) {
        return (char) (number < 10 ? '0' + number : 'A' + number - 10);
    }
}
