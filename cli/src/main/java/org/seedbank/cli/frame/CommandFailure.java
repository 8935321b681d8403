package org.seedbank.cli.frame;

import java.io.IOException;
import java.nio.file.Path;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;

/** Something that a command could not do by itself, without any other module. */
public final class CommandFailure extends SeedbankException {

    private CommandFailure(String message, String remedy, IOException cause) {
        super(message, remedy, cause);
    }

    /** The demo could not be played to its end. */
    public static CommandFailure demo(IOException cause) {
        return new CommandFailure(
                "the demo could not go on: " + IoReason.of(cause),
                "check that the folder for temporary files has room; SEEDBANK_JAVA_OPTS=-Djava.io.tmpdir=DIR names another",
                cause);
    }

    /** A step of the demo did not do what it shows. */
    public static CommandFailure demo(String step, String what) {
        return new CommandFailure("the demo's step '%s' %s".formatted(step, what), "see what it printed above", null);
    }

    /** Something was to be verified as a bag and is none. */
    public static CommandFailure noBag(String message, String remedy) {
        return new CommandFailure(message, remedy, null);
    }

    /** The file of a dataset that is meant is none, or cannot be shown. */
    public static CommandFailure noFile(String message, String remedy) {
        return new CommandFailure(message, remedy, null);
    }

    /** The settings of a person cannot be used, or not be changed. */
    public static CommandFailure settings(String message, String remedy) {
        return new CommandFailure(message, remedy, null);
    }

    /** Nobody could do anything with an invitation. */
    public static CommandFailure noInvitation(String message, String remedy) {
        return new CommandFailure(message, remedy, null);
    }

    /** What was to be verified is not there, or nobody knows where. */
    public static CommandFailure noCopy(String message, String remedy) {
        return new CommandFailure(message, remedy, null);
    }

    /** The file that has systemd start the node could not be put in place or taken away. */
    public static CommandFailure unit(Path file, IOException cause) {
        return new CommandFailure(
                "cannot write '%s': %s".formatted(file, IoReason.of(cause)),
                "check that you may write there and that the disk is not full",
                cause);
    }

    /** The file that has systemd start the node is somebody else's. */
    public static CommandFailure unit(Path file, String reason, String remedy) {
        return new CommandFailure("'%s' %s".formatted(file, reason), remedy, null);
    }

    /** The terminal can show no full screen; {@code cause} is null where nothing was tried. */
    public static CommandFailure screen(String message, String remedy, IOException cause) {
        return new CommandFailure(
                cause == null ? message : "%s: %s".formatted(message, IoReason.of(cause)), remedy, cause);
    }

    /** A peer that a person has named cannot be asked. */
    public static CommandFailure peer(String message, String remedy) {
        return new CommandFailure(message, remedy, null);
    }

    /** A report could not be written to its file. */
    public static CommandFailure report(Path file, IOException cause) {
        return report(file, IoReason.of(cause), cause);
    }

    /** A file cannot become a report. */
    public static CommandFailure report(Path file, String reason) {
        return report(file, reason, null);
    }

    private static CommandFailure report(Path file, String reason, IOException cause) {
        return new CommandFailure(
                "cannot write the report '%s': %s".formatted(file, reason),
                "name a file in a folder that you may write to, on a disk with space",
                cause);
    }
}
