package org.seedbank.swarm;

/** How far a session may reach. */
public enum Network {
    /**
     * This machine only: peers, trackers and web seeds elsewhere are refused, and DHT, local peer discovery, peer
     * exchange, UPnP and NAT-PMP are off.
     */
    LOCAL,
    /**
     * The network around this machine: peers and web seeds with private or link-local addresses (RFC 1918, RFC 3927, RFC
     * 4193, RFC 4291) and on this machine; others are refused. Local discovery and peer exchange are on; DHT, trackers
     * elsewhere, UPnP and NAT-PMP are off.
     */
    PRIVATE,
    /** The Internet: trackers and web seeds are used; DHT, local discovery, peer exchange, UPnP and NAT-PMP are on. */
    PUBLIC
}
