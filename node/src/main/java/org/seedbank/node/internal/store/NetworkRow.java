package org.seedbank.node.internal.store;

import java.util.Optional;
import java.util.OptionalInt;
import org.seedbank.integrity.json.JsonException;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeJson;
import org.seedbank.swarm.network.NetworkSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a node uses the network, among what people have set, and the ports that it had last. */
public final class NetworkRow {

    private static final Logger LOG = LoggerFactory.getLogger(NetworkRow.class);

    private static final JsonMapper JSON = NodeJson.mapper().build();
    private static final String NETWORK = "network";
    private static final String PORT = "peer-port";
    private static final String CONTROL_PORT = "control-port";
    private static final int MAX_PORT = 65_535;

    private NetworkRow() {}

    /** Returns what is set; the usual settings where nothing is, or nothing that this version understands. */
    public static NetworkSettings find(NodeDatabase database) {
        return database.read(connection -> SettingTable.find(connection, NETWORK))
                .map(NetworkRow::parse)
                .orElse(NetworkSettings.USUAL);
    }

    private static NetworkSettings parse(String text) {
        try {
            return JSON.read(text, NetworkText.class).change(NetworkSettings.USUAL);
        } catch (JsonException | NodeException.BadRequest e) {
            LOG.warn(
                    "what was set of the network cannot be understood, so the usual settings are taken: {}",
                    e.getMessage());
            return NetworkSettings.USUAL;
        }
    }

    /** Sets it. */
    public static void put(NodeDatabase database, NetworkSettings settings) {
        database.write(
                connection -> SettingTable.put(connection, NETWORK, JSON.text(NetworkText.withPassword(settings))));
    }

    /** Returns the port for peers that the node had last; empty when it has had none. */
    public static OptionalInt port(NodeDatabase database) {
        return port(database, PORT);
    }

    /** Notes the port that it has; 0 for none. */
    public static void notePort(NodeDatabase database, int port) {
        note(database, PORT, port);
    }

    /** Returns the port of its control interface that the node had last; empty when it has had none. */
    public static OptionalInt controlPort(NodeDatabase database) {
        return port(database, CONTROL_PORT);
    }

    /** Notes the port of its control interface. */
    public static void noteControlPort(NodeDatabase database, int port) {
        note(database, CONTROL_PORT, port);
    }

    private static OptionalInt port(NodeDatabase database, String name) {
        Optional<String> text = database.read(connection -> SettingTable.find(connection, name));
        if (text.isEmpty() || !text.get().matches("[1-9][0-9]{0,4}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text.get());
        return port > MAX_PORT ? OptionalInt.empty() : OptionalInt.of(port);
    }

    private static void note(NodeDatabase database, String name, int port) {
        if (port != 0 && port(database, name).orElse(0) != port) {
            database.write(connection -> SettingTable.put(connection, name, Integer.toString(port)));
        }
    }
}
