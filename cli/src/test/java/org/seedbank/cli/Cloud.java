package org.seedbank.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.DriveLocation;
import org.seedbank.catalog.drive.NewDriveFolder;
import org.seedbank.catalog.drive.PastListing;
import org.seedbank.catalog.drive.emulator.DriveEmulator;
import org.seedbank.catalog.drive.emulator.EmulatedDrive;
import org.seedbank.catalog.drive.emulator.EmulatedFile;
import org.seedbank.catalog.drive.oauth.Browser;
import org.seedbank.catalog.drive.oauth.OAuthServer;

/** Google as far as seedbank sees it, on this machine: Drive, and the server where its users log in. */
final class Cloud implements AutoCloseable {

    /** Who logs in. */
    static final String LAB = "lab@example.org";

    /** Ends what a login says when it waits for the browser. */
    static final String WAITING = "paste that address here";

    private static final Pattern ADDRESS = Pattern.compile("(?m)^http\\S+$");

    private final DriveEmulator emulator = DriveEmulator.start();
    private final OAuthServer oauth;
    private final String apiKey = emulator.drive().apiKey();

    Cloud() throws IOException {
        oauth = OAuthServer.start();
        oauth.accessTokens(scopes -> drive().userToken(LAB, scopes.toArray(String[]::new)));
    }

    DriveEmulator emulator() {
        return emulator;
    }

    EmulatedDrive drive() {
        return emulator.drive();
    }

    OAuthServer oauth() {
        return oauth;
    }

    String apiKey() {
        return apiKey;
    }

    /** What tells seedbank where Drive is. */
    Map<String, String> address() {
        return Map.of("SEEDBANK_DRIVE_URL", emulator.rootUrl().toString());
    }

    /** The same with the API key of somebody who only reads. */
    Map<String, String> addressAndKey() {
        return Map.of("SEEDBANK_DRIVE_URL", emulator.rootUrl().toString(), "SEEDBANK_DRIVE_API_KEY", apiKey);
    }

    /** The address that a login asked to open. */
    static URI toOpen(String err) {
        Matcher address = ADDRESS.matcher(err);
        if (!address.find()) {
            throw new AssertionError("no address in: " + err);
        }
        return URI.create(address.group());
    }

    /** Logs the lab in on a machine that knows nothing of Drive yet. */
    void logIn(Bench bench, String scope) throws IOException, InterruptedException {
        bench.environment(address());
        bench.write("credentials.json", oauth.credentials());
        Running login = bench.start("login", "--credentials", "BENCH/credentials.json", "--scope", scope);
        login.awaitErr(WAITING);
        Browser.open(toOpen(login.err()));
        requireDone(login.end());
    }

    /** The same in processes of their own, with more options. */
    Outcome logIn(ProcessBench bench, String... more) throws IOException, InterruptedException {
        bench.files().write("credentials.json", oauth.credentials());
        Child login = bench.start(
                Stream.concat(Stream.of("login", "--credentials", "BENCH/credentials.json"), Arrays.stream(more))
                        .toArray(String[]::new));
        login.awaitErr(WAITING);
        Browser.open(toOpen(login.err()));
        return requireDone(login.end());
    }

    private static Outcome requireDone(Outcome login) {
        if (login.exitCode() != 0) {
            throw new AssertionError(login.err());
        }
        return login;
    }

    /** Makes a folder that everybody may read, by the login that is kept below this home; returns its id. */
    String folderBy(Path home) throws InterruptedException {
        NewDriveFolder made = NewDriveFolder.create(settings(home, Optional.empty()), "datasets", "Datasets.", true);
        return made.location().folders().get(0).id();
    }

    /** Lets the machine with this home know a public folder as if it had been listed so long ago. */
    void listedAgo(Path home, String folder, Duration ago) throws InterruptedException {
        PastListing.keep(DriveLocation.parse("gdrive:" + folder), settings(home, Optional.of(apiKey)), ago);
    }

    private CatalogSettings settings(Path home, Optional<String> key) {
        return new CatalogSettings(
                home.resolve("data/catalog"),
                home.resolve("config"),
                home.resolve("cache/catalogs"),
                home.resolve("state"),
                emulator.rootUrl().toString(),
                key,
                line -> {});
    }

    /** The torrents in a folder, oldest first. */
    List<EmulatedFile> torrents(String folder) {
        return drive().list(folder).stream()
                .filter(file -> file.name().endsWith(".torrent"))
                .toList();
    }

    /** What a browser shows of a folder in its address bar. */
    static String link(String folder) {
        return "https://drive.google.com/drive/folders/" + folder + "?usp=sharing";
    }

    @Override
    public void close() throws InterruptedException {
        emulator.close();
        oauth.close();
    }
}
