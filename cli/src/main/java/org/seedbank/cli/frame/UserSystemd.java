package org.seedbank.cli.frame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The systemd of this user, and the commands by which it takes a unit. It listens in the folder that {@code XDG_RUNTIME_DIR} names,
 * which a login sets; after {@code su} or {@code sudo} that is missing, or another user's.
 */
public final class UserSystemd {

    private static final String ENABLE = "enable --now seedbank";

    private final String runtime;

    UserSystemd(Map<String, String> environment) {
        runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    }

    /** Lines that say what to do with a unit that has been written. */
    public List<String> advice() {
        if (isReached()) {
            return List.of(
                    "With systemd, start the node now and whenever you log in, and have it run while you are not:",
                    "  systemctl --user " + ENABLE,
                    "  loginctl enable-linger");
        }
        String user = System.getProperty("user.name");
        return List.of(
                "With systemd, have the node run whether you are logged in or not. This shell has no connection to your systemd,",
                "as after 'su' or 'sudo', so the first of these is for an administrator, and the second works once it is done:",
                "  loginctl enable-linger " + user,
                "  XDG_RUNTIME_DIR=/run/user/%s systemctl --user %s".formatted(number(), ENABLE),
                "An administrator can also give the second: systemctl --user -M %s@ %s".formatted(user, ENABLE));
    }

    private boolean isReached() {
        try {
            Path folder = Path.of(runtime);
            boolean listens = Files.exists(folder.resolve("systemd/private")) || Files.exists(folder.resolve("bus"));
            return folder.isAbsolute()
                    && listens
                    && number().equals(Files.getAttribute(folder, "unix:uid").toString());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // On such a system there is no systemd.
        }
    }

    private static String number() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return "$(id -u)";
        }
    }
}
