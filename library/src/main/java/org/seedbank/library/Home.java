package org.seedbank.library;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.tracker.api.TrackerFolder;
import org.seedbank.uploading.selection.OwnFolders;

/**
 * Folders of seedbank's own files: below {@code $SEEDBANK_HOME} where that is set, else in the folders of the XDG
 * Base Directory Specification; what can be made again lies in {@code $SEEDBANK_CACHE} where that is set.
 *
 * @param config settings, credentials and tokens
 * @param data what the user would miss: their own catalog
 * @param state what lets work go on after a restart
 * @param cache what can be made again
 */
public record Home(Path config, Path data, Path state, Path cache) {

    /** Everything below one folder, as {@code $SEEDBANK_HOME} has it. */
    public static Home below(Path folder) {
        Path root = folder.toAbsolutePath();
        return new Home(root.resolve("config"), root.resolve("data"), root.resolve("state"), root.resolve("cache"));
    }

    /** The home that these variables lead to. */
    public static Home of(Map<String, String> environment) {
        String one = environment.getOrDefault("SEEDBANK_HOME", "");
        Home home = one.isEmpty() ? xdg(environment) : below(Path.of(one));
        String cache = environment.getOrDefault("SEEDBANK_CACHE", "");
        return cache.isEmpty()
                ? home
                : new Home(home.config, home.data, home.state, Path.of(cache).toAbsolutePath());
    }

    private static Home xdg(Map<String, String> environment) {
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

    /** Folders that are never published: those of people, and seedbank's, here and where it keeps them without settings. */
    public OwnFolders ownFolders(Map<String, String> environment) {
        Map<String, String> plain = new HashMap<>(environment);
        plain.keySet().removeAll(List.of("SEEDBANK_HOME", "SEEDBANK_CACHE"));
        List<Path> folders = Stream.of(this, of(plain))
                .flatMap(home -> Stream.of(home.config, home.data, home.state, home.cache))
                .toList();
        List<Path> homes = Stream.of(environment.getOrDefault("HOME", ""), System.getProperty("user.home"))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .toList();
        return new OwnFolders(homes, folders);
    }

    /** The folder in which programs keep settings of this user. */
    public static Path userConfig(Map<String, String> environment) {
        return base(environment, "XDG_CONFIG_HOME", ".config");
    }

    /** The folder in which programs keep data of this user. */
    public static Path userData(Map<String, String> environment) {
        return base(environment, "XDG_DATA_HOME", ".local/share");
    }

    /** The user's own folder. */
    public static Path userHome(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
    }

    private static Path base(Map<String, String> environment, String variable, String fallback) {
        String value = environment.getOrDefault(variable, "");
        Path base = value.isEmpty() ? null : Path.of(value);
        if (base == null || !base.isAbsolute()) {
            base = userHome(environment).resolve(fallback);
        }
        return base;
    }

    /** Settings of catalogs; {@code tries} is told of every request to a remote one, by any thread. */
    public CatalogSettings catalogs(Map<String, String> environment, Consumer<String> tries) {
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

    /** The folder with all that a node keeps; made by the node. */
    public Path node() {
        return state.resolve("node");
    }

    /** The folder with what a node in the background says. */
    public Path nodeLog() {
        return node().resolve("log");
    }

    /** The folder of texts that a person writes in an editor just now, or wrote for nothing. */
    public Path edited() {
        return state.resolve("edited");
    }

    /** The folder of notes on how far folders have become bags. */
    public Path bags() {
        return state.resolve("bags");
    }

    /** Returns what a node keeps, for those who read it. */
    public NodeFolder nodeFolder() {
        return new NodeFolder(node(), swarm().nativeCache());
    }

    /** The folder of notes on how far hashing has come. */
    public Path checkpoints() {
        return state.resolve("checkpoints");
    }

    /** What a tracker keeps. */
    public TrackerFolder tracker() {
        return new TrackerFolder(state.resolve("tracker"), swarm().nativeCache());
    }

    /** Folders of a session. */
    public SwarmFolders swarm() {
        return new SwarmFolders(cache.resolve("native"), state.resolve("resume"), state.resolve("presence"));
    }
}
