package org.seedbank.cli.desktop;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.ProgramFolder;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.integrity.files.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has the desktop open torrents and magnet links with this program. */
@Command(
        name = "install-desktop",
        description = {
            "",
            "Puts a desktop entry, an icon and the type of .torrent files into your own folders, and asks the desktop to"
                    + " open torrents and magnet links with it. Opening one shows what it is in a terminal, and asks where"
                    + " to. Nothing of the system is changed, and --remove undoes it."
        },
        footer = {"  seedbank install-desktop", "  seedbank install-desktop --remove"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
public final class InstallDesktopCommand implements Callable<Integer> {

    private static final String TORRENT = "application/x-bittorrent";
    private static final String MAGNET = "x-scheme-handler/magnet";

    private final Context context;

    @Option(names = "--remove", description = "Delete what this command has put there.")
    private boolean remove;

    public InstallDesktopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path data = context.userData();
        DesktopFiles files = new DesktopFiles(ProgramFolder.root(), data);
        DesktopPrograms programs = new DesktopPrograms(data, context.userConfig());
        if (remove) {
            remove(files, programs);
        } else {
            install(files, programs);
        }
        context.terminal().out().flush();
        return ExitCodes.OK;
    }

    private void install(DesktopFiles files, DesktopPrograms programs) throws InterruptedException {
        tell("wrote", files.write(context.startVariables()));
        refresh(files, programs);
        if (programs.run("xdg-mime", "default", DesktopFiles.ENTRY, TORRENT, MAGNET)) {
            say("torrents and magnet links open with seedbank now");
        } else {
            say("'xdg-mime' is not installed or has failed: choose seedbank for torrents and magnet links in your"
                    + " desktop's settings");
        }
    }

    private void remove(DesktopFiles files, DesktopPrograms programs) throws InterruptedException {
        List<Path> deleted = files.delete();
        tell("deleted", deleted);
        forget();
        if (deleted.isEmpty()) {
            context.terminal().say("there was nothing to delete");
        } else {
            refresh(files, programs);
        }
    }

    private static void refresh(DesktopFiles files, DesktopPrograms programs) throws InterruptedException {
        if (Files.isDirectory(files.mime().resolve("packages"))) {
            programs.run("update-mime-database", files.mime().toString());
        }
        programs.run("update-desktop-database", files.applications().toString());
    }

    /** No program takes a default back, so its line goes from the file of defaults (MIME Applications Associations). */
    private void forget() {
        Path defaults = context.userConfig().resolve("mimeapps.list");
        try {
            String before = Files.readString(defaults);
            String after = before.lines()
                    .filter(line -> !line.matches("(" + TORRENT + "|" + MAGNET + ")=" + DesktopFiles.ENTRY + ";?"))
                    .collect(Collectors.joining("\n", "", "\n"));
            if (!after.equals(before)) {
                AtomicFile.write(defaults, after.getBytes(StandardCharsets.UTF_8));
            }
        } catch (NoSuchFileException e) {
            return; // Nobody has a default.
        } catch (IOException e) {
            throw CommandFailure.unit(defaults, e);
        }
    }

    private void tell(String what, List<Path> files) {
        files.forEach(file -> say("%s '%s'".formatted(what, file)));
    }

    private void say(String line) {
        PrintWriter out = context.terminal().out();
        out.println(SafeText.line(line));
    }
}
