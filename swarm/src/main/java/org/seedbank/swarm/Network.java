package org.seedbank.swarm;

/** How far a session may reach. */
public enum Network {
    /**
     * This machine only: peers, trackers and web seeds elsewhere are refused, and DHT, local peer discovery, peer
     * exchange, UPnP and NAT-PMP are off.
     */
    LOCAL,
    /** The Internet: trackers and web seeds are used; DHT, local discovery, peer exchange, UPnP and NAT-PMP are on. */
    PUBLIC
}
