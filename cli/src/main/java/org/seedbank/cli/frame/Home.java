package org.seedbank.cli.frame;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.uploading.selection.OwnFolders;

/**
 * Where seedbank keeps its own files: below {@code $SEEDBANK_HOME} where that is set, else in the folders of the XDG
 * Base Directory Specification.
 *
 * @param config settings, credentials and tokens
 * @param data what the user would miss: the default catalog
 * @param state what lets work go on after a restart
 * @param cache what can be made again
 */
public record Home(Path config, Path data, Path state, Path cache) {

    private static final List<String> START_VARIABLES = List.of(
            "SEEDBANK_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
            "SEEDBANK_JAVA_HOME",
            "SEEDBANK_JAVA_OPTS",
            "JAVA_HOME");

    public static Home of(Map<String, String> environment) {
        String one = environment.getOrDefault("SEEDBANK_HOME", "");
        if (!one.isEmpty()) {
            Path root = Path.of(one).toAbsolutePath();
            return new Home(root.resolve("config"), root.resolve("data"), root.resolve("state"), root.resolve("cache"));
        }
        return new Home(
                xdg(environment, "XDG_CONFIG_HOME", ".config"),
                xdg(environment, "XDG_DATA_HOME", ".local/share"),
                xdg(environment, "XDG_STATE_HOME", ".local/state"),
                xdg(environment, "XDG_CACHE_HOME", ".cache"));
    }

    /** The specification says that a relative path in such a variable is invalid and to be ignored. */
    private static Path xdg(Map<String, String> environment, String variable, String fallback) {
        return base(environment, variable, fallback).resolve("seedbank");
    }

    /** What is never published: home folders, and what seedbank keeps, here and where it does without settings. */
    static OwnFolders ownFolders(Map<String, String> environment) {
        Map<String, String> plain = new HashMap<>(environment);
        plain.remove("SEEDBANK_HOME");
        List<Path> folders = Stream.of(of(environment), of(plain))
                .flatMap(home -> Stream.of(home.config, home.data, home.state, home.cache))
                .toList();
        List<Path> homes = Stream.of(environment.getOrDefault("HOME", ""), System.getProperty("user.home"))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .toList();
        return new OwnFolders(homes, folders);
    }

    /** Where systemd looks for the units of a user; {@code SEEDBANK_HOME} is none of its business. */
    static Path userUnits(Map<String, String> environment) {
        return base(environment, "XDG_CONFIG_HOME", ".config").resolve("systemd/user");
    }

    /** What a node that others start needs of the environment, to find the same home and the same Java. No secrets. */
    static Map<String, String> startVariables(Map<String, String> environment) {
        Map<String, String> needed = new LinkedHashMap<>();
        for (String name : START_VARIABLES) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                boolean path = name.equals("SEEDBANK_HOME");
                needed.put(name, path ? Path.of(value).toAbsolutePath().toString() : value);
            }
        }
        return needed;
    }

    private static Path base(Map<String, String> environment, String variable, String fallback) {
        String value = environment.getOrDefault(variable, "");
        Path base = value.isEmpty() ? null : Path.of(value);
        if (base == null || !base.isAbsolute()) {
            String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
            base = Path.of(home).resolve(fallback);
        }
        return base;
    }

    /** What catalogs need of this machine; {@code tries} is told of every request to a remote one. */
    CatalogSettings catalogs(Map<String, String> environment, Consumer<String> tries) {
        String drive = environment.getOrDefault("SEEDBANK_DRIVE_URL", "");
        String key = environment.getOrDefault("SEEDBANK_DRIVE_API_KEY", "");
        return new CatalogSettings(
                data.resolve("catalog"),
                config,
                cache.resolve("catalogs"),
                state,
                drive.isEmpty() ? CatalogSettings.GOOGLE_DRIVE : drive,
                key.isEmpty() ? Optional.empty() : Optional.of(key),
                tries);
    }

    /** What a node keeps; made by the node. */
    public Path node() {
        return state.resolve("node");
    }

    /** What a node in the background says. */
    public Path nodeLog() {
        return node().resolve("log");
    }

    /** Where it is noted how far folders have become bags. */
    public Path bags() {
        return state.resolve("bags");
    }

    public Path checkpoints() {
        return state.resolve("checkpoints");
    }

    public SwarmFolders swarm() {
        return new SwarmFolders(cache.resolve("native"), state.resolve("resume"), state.resolve("presence"));
    }
}
