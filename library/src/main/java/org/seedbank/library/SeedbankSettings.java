package org.seedbank.library;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmSettings;

/**
 * Settings of a {@link Seedbank}. Immutable; the {@code with…} methods give changed copies.
 *
 * @param home where everything is kept
 * @param environment the variables that the program would see, of which {@code HOME}, {@code SEEDBANK_DRIVE_URL} and
 *     {@code SEEDBANK_DRIVE_API_KEY} are heeded
 * @param network how far the swarm session reaches
 * @param port where it listens; 0 for any free one. When another is taken, the next ten and then any free one are tried
 * @param catalog a name, {@code dir:PATH}, {@code gdrive:ID} or address of a catalog; empty for the home's default
 * @param allowPrivate whether torrents of others may name trackers and web seeds on this machine and in private networks
 */
public record SeedbankSettings(
        Home home,
        Map<String, String> environment,
        Network network,
        int port,
        Optional<String> catalog,
        boolean allowPrivate) {

    /** Throws {@link NullPointerException} when a part is null; copies the variables. */
    public SeedbankSettings {
        Objects.requireNonNull(home, "home");
        environment = Map.copyOf(environment);
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(catalog, "catalog");
    }

    /** A home that shares nothing beyond this machine, and has its default catalog. */
    public static SeedbankSettings of(Home home) {
        return new SeedbankSettings(
                home, System.getenv(), Network.LOCAL, SwarmSettings.DEFAULT_PORT, Optional.empty(), false);
    }

    /** Settings with another reach. */
    public SeedbankSettings withNetwork(Network changed) {
        return new SeedbankSettings(home, environment, changed, port, catalog, allowPrivate);
    }

    /** Settings with another port, 0 to 65535. */
    public SeedbankSettings withPort(int changed) {
        return new SeedbankSettings(home, environment, network, changed, catalog, allowPrivate);
    }

    /** Settings with another catalog. */
    public SeedbankSettings withCatalog(String changed) {
        return new SeedbankSettings(home, environment, network, port, Optional.of(changed), allowPrivate);
    }

    /** Settings with private trackers and web seeds of others' torrents, or without. */
    public SeedbankSettings withAllowPrivate(boolean changed) {
        return new SeedbankSettings(home, environment, network, port, catalog, changed);
    }

    SwarmSettings swarm() {
        return SwarmSettings.reaching(network, home.swarm(), Version.number())
                .withPort(port)
                .withAllowPrivate(allowPrivate);
    }
}
