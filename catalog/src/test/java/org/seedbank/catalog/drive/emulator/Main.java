package org.seedbank.catalog.drive.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.seedbank.catalog.drive.oauth.OAuthServer;

/** Starts the emulator by hand: says on standard output where it is and what opens it, then serves until it is killed. */
public final class Main {

    private static final String USER = "demo@example.org";

    private Main() {}

    /**
     * Options: {@code --port N}, {@code --seconds N}, {@code --search-lag SECONDS}, {@code --entries N}, which fills the
     * folder, and {@code --credentials FILE}, which starts a server for logins too and writes an OAuth client of it. Each line of standard input is a wish: {@code add N} puts entries into the folder, {@code calls} tells how
     * many requests came since the last such line.
     */
    public static void main(String[] args) throws InterruptedException, IOException {
        int port = 0;
        long seconds = Long.MAX_VALUE;
        long lag = 0;
        int entries = 0;
        String credentials = "";
        Deque<String> words = new ArrayDeque<>(List.of(args));
        while (!words.isEmpty()) {
            String option = words.remove();
            switch (option) {
                case "--port" -> port = (int) number(option, words);
                case "--seconds" -> seconds = number(option, words);
                case "--search-lag" -> lag = number(option, words);
                case "--entries" -> entries = (int) number(option, words);
                case "--credentials" -> credentials = words.remove();
                default -> throw new IllegalArgumentException("no such option: '" + option + "'");
            }
        }
        try (DriveEmulator emulator = DriveEmulator.start(port);
                OAuthServer logins = OAuthServer.start()) {
            emulator.drive().searchLag(Duration.ofSeconds(lag));
            logins.accessTokens(scopes -> emulator.drive().userToken(USER, scopes.toArray(String[]::new)));
            if (!credentials.isEmpty()) {
                Files.writeString(Path.of(credentials), logins.credentials());
            }
            introduce(emulator, entries);
            boolean forever = new CountDownLatch(1).await(seconds, TimeUnit.SECONDS);
            assert !forever : "nobody counts it down";
        }
    }

    private static long number(String option, Deque<String> words) {
        if (words.isEmpty() || !words.peek().matches("\\d{1,9}")) {
            throw new IllegalArgumentException("'" + option + "' needs a number");
        }
        return Long.parseLong(words.remove());
    }

    /** Lines of a word and what it stands for, so that a script can read them. */
    private static void introduce(DriveEmulator emulator, int entries) {
        EmulatedDrive drive = emulator.drive();
        String folder = drive.folder(USER, "shared with anyone");
        drive.shareWithAnyone(folder);
        ManyEntries many = new ManyEntries(drive, USER, folder);
        many.addOld(entries);
        System.out.println("root-url " + emulator.rootUrl());
        System.out.println("api-key " + drive.apiKey());
        System.out.println("token-drive " + drive.userToken(USER, "drive"));
        System.out.println("token-drive-file " + drive.userToken(USER, "drive.file"));
        System.out.println("folder " + folder);
        Thread wishes = new Thread(() -> fulfil(emulator, many), "emulator-wishes");
        wishes.setDaemon(true);
        wishes.start();
    }

    /** Until standard input ends. */
    private static void fulfil(DriveEmulator emulator, ManyEntries many) {
        Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String line = lines.nextLine();
            if (line.equals("calls")) {
                System.out.println("calls " + emulator.requests().count("/"));
                emulator.requests().clear();
            } else if (line.matches("add \\d{1,6}")) {
                many.addNew(Integer.parseInt(line.substring(4)));
                System.out.println("added");
            } else {
                System.out.println("no such wish: '" + line + "'");
            }
        }
    }
}
