package org.seedbank.cli.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.NodeUse;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.RateText;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;

/** What a person has set, and where: in the environment, in the file of settings, or where another command keeps it. */
public final class Settings {

    private static final String FOLDER_VARIABLE = "SEEDBANK_FOLDER";

    private final Context context;
    private final SettingsFile file;

    public Settings(Context context) {
        this.context = context;
        this.file = new SettingsFile(context.home());
    }

    /**
     * A value.
     *
     * @param value empty where nothing is set
     * @param from who says so, for a person
     */
    record Value(Optional<String> value, String from) {}

    SettingsFile file() {
        return file;
    }

    /**
     * The folder to fetch into where a command is not told; the variable counts more than the file.
     *
     * @throws CommandFailure when the file of settings cannot be used
     */
    public Optional<Path> folder() {
        String variable = context.environment().getOrDefault(FOLDER_VARIABLE, "");
        return variable.isEmpty()
                ? file.find(SettingKey.FOLDER).map(Path::of)
                : Optional.of(NodeUse.absolute(Path.of(variable)));
    }

    Value of(SettingKey key) throws InterruptedException {
        return switch (key) {
            case FOLDER ->
                context.environment().getOrDefault(FOLDER_VARIABLE, "").isEmpty()
                        ? inFile(key)
                        : new Value(folder().map(Path::toString), "the variable " + FOLDER_VARIABLE);
            case CATALOG -> catalog();
            case REACH -> reach();
            case LIMIT_UP, LIMIT_DOWN -> limit(key);
            case HOOK_FINISHED, HOOK_DAMAGED, HOOK_NO_ROOM -> inFile(key);
        };
    }

    private Value inFile(SettingKey key) {
        Optional<String> value = file.find(key);
        return new Value(value, value.isPresent() ? "'%s'".formatted(file.path()) : "not set");
    }

    private Value catalog() {
        String name = context.catalogs().registry().byDefault().name();
        boolean isSet = !name.equals(NamedCatalog.LOCAL);
        return new Value(
                Optional.of(name),
                isSet ? "'%s'".formatted(context.catalogs().registry().file()) : "built in");
    }

    private Value reach() throws InterruptedException {
        Optional<Network> kept = new NodeReach(context).kept();
        return new Value(
                Optional.of(ReachText.word(kept.orElse(Network.LOCAL))),
                kept.isPresent() ? "the node's state" : "built in");
    }

    private Value limit(SettingKey key) throws InterruptedException {
        Optional<NodeControl> node = context.nodes().running();
        if (node.isEmpty()) {
            return new Value(Optional.empty(), "the node, which does not run");
        }
        Limits limits = node.get().limits();
        return new Value(
                Optional.of(RateText.format(key == SettingKey.LIMIT_UP ? limits.up() : limits.down())), "the node");
    }

    /**
     * Sets one, where it is kept, and returns it as it is kept: a folder by its whole path.
     *
     * @throws IllegalArgumentException when the value makes no sense; the message tells a person why
     */
    String set(SettingKey key, String value) throws InterruptedException {
        switch (key) {
            case CATALOG -> context.catalogs().registry().use(value);
            case REACH ->
                new NodeReach(context)
                        .change(ReachText.parse(value.toLowerCase(Locale.ROOT))
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "'%s' is not machine, network or public".formatted(value))));
            case LIMIT_UP, LIMIT_DOWN -> limit(key, RateText.parse(value));
            default -> {
                String text = key == SettingKey.FOLDER && !value.isBlank()
                        ? NodeUse.absolute(Path.of(value)).toString()
                        : value;
                SettingsFile.fault(key, text).ifPresent(fault -> {
                    throw new IllegalArgumentException(fault);
                });
                if (key == SettingKey.FOLDER && Files.exists(Path.of(text)) && !Files.isDirectory(Path.of(text))) {
                    throw new IllegalArgumentException("'%s' is no folder".formatted(text));
                }
                file.change(key, Optional.of(text));
                return text;
            }
        }
        return value;
    }

    private void limit(SettingKey key, Optional<Long> rate) throws InterruptedException {
        NodeControl node = context.nodes().required();
        Limits now = node.limits();
        node.limit(
                key == SettingKey.LIMIT_UP
                        ? new Limits(rate, now.down(), now.ratio())
                        : new Limits(now.up(), rate, now.ratio()));
    }

    /** Makes one what it is when nobody has set it. */
    void unset(SettingKey key) throws InterruptedException {
        switch (key) {
            case CATALOG -> context.catalogs().registry().use(NamedCatalog.LOCAL);
            case REACH -> new NodeReach(context).change(Network.LOCAL);
            case LIMIT_UP, LIMIT_DOWN -> limit(key, Optional.empty());
            default -> file.change(key, Optional.empty());
        }
    }
}
