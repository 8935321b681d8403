package org.seedbank.swarm.internal.announce;

import java.security.SecureRandom;

/**
 * Who a session is to the trackers of one torrent.
 *
 * @param peerId 20 bytes of ASCII: the program and its version, then chance
 * @param key chance that only this tracker is told, by which it knows the peer again at another address
 */
record PeerIdentity(String peerId, String key) {

    private static final int PEER_ID = 20;
    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom CHANCE = new SecureRandom();

    /** A new one. {@code fingerprint} is what peers are told of the program, such as {@code -SB0100-}. */
    static PeerIdentity of(String fingerprint) {
        StringBuilder id = new StringBuilder(fingerprint);
        while (id.length() < PEER_ID) {
            id.append(LETTERS.charAt(CHANCE.nextInt(LETTERS.length())));
        }
        return new PeerIdentity(id.substring(0, PEER_ID), "%08X".formatted(CHANCE.nextInt()));
    }
}
