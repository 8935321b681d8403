package org.seedbank.cli.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.integrity.NearMiss;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Something that can be set. Each is kept in one place: in the file of settings, or where another command keeps it too. */
enum SettingKey {
    /** Where {@code get} and {@code add} fetch into. */
    FOLDER("folder", true, "the folder that 'get' and 'add' fetch into; the current one"),
    /** As {@code catalog use} has it. */
    CATALOG("catalog", false, "the default catalog, as 'catalog use' sets it"),
    /** As {@code node reach} has it. */
    REACH("reach", false, "how far the node reaches: machine, network or public"),
    /** As {@code limit} has it. */
    LIMIT_UP("limit.up", false, "what the node sends at most, such as 500K, or none"),
    /** As {@code limit} has it. */
    LIMIT_DOWN("limit.down", false, "what the node receives at most, such as 2M, or none"),
    /** Run by the node. */
    HOOK_FINISHED("hook.finished", true, "a command that the node runs when a fetch is verified"),
    /** Run by the node. */
    HOOK_DAMAGED("hook.damaged", true, "a command that the node runs when damage is found"),
    /** Run by the node. */
    HOOK_NO_ROOM("hook.no-room", true, "a command that the node runs when a disk is full");

    private final String label;
    private final boolean inFile;
    private final String about;

    SettingKey(String label, boolean inFile, String about) {
        this.label = label;
        this.inFile = inFile;
        this.about = about;
    }

    String label() {
        return label;
    }

    /** Tells whether it is kept in the file of settings. */
    boolean isInFile() {
        return inFile;
    }

    /** What it is for, and what counts without it. */
    String about() {
        return about;
    }

    boolean isHook() {
        return label.startsWith("hook.");
    }

    static Optional<SettingKey> of(String label) {
        return Arrays.stream(values())
                .filter(key -> key.label.equals(label.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Says that there is none of this name, and which was probably meant. */
    static String unknown(String typed) {
        List<String> labels = Arrays.stream(values()).map(SettingKey::label).toList();
        return NearMiss.of(typed.toLowerCase(Locale.ROOT), labels)
                .map(near -> "there is no setting '%s'; did you mean '%s'?".formatted(typed, near))
                .orElseGet(() -> "there is no setting '%s'; they are %s".formatted(typed, String.join(", ", labels)));
    }

    /** All names, for shells to complete. */
    static final class Labels extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Labels() {
            super(Arrays.stream(values()).map(SettingKey::label).toList());
        }
    }

    /** Reads one of a command line. */
    static final class Converter implements ITypeConverter<SettingKey> {
        @Override
        public SettingKey convert(String typed) {
            return of(typed).orElseThrow(() -> new TypeConversionException(unknown(typed)));
        }
    }
}
