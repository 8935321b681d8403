package org.seedbank.catalog.drive;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.emulator.DriveEmulator;
import org.seedbank.catalog.drive.emulator.EmulatedDrive;
import org.seedbank.catalog.drive.login.DrivePerson;
import org.seedbank.catalog.internal.calls.PacedCalls;

/** An emulated Drive, and people who use catalogs in it, each from a machine of their own. */
final class DriveBench implements AutoCloseable {

    private final DriveEmulator emulator = DriveEmulator.start();
    private final Path machines;
    private final AtomicInteger machine = new AtomicInteger();

    /** What was told of each try, by the calling threads; guarded by itself. */
    private final List<String> tries = new ArrayList<>();

    DriveBench(Path machines) {
        this.machines = machines;
    }

    DriveEmulator emulator() {
        return emulator;
    }

    EmulatedDrive drive() {
        return emulator.drive();
    }

    List<String> tries() {
        synchronized (tries) {
            return List.copyOf(tries);
        }
    }

    /** Somebody known to Drive by a token, a key or both. */
    record Person(Optional<String> token, Optional<String> key, boolean seesAll) implements DrivePerson {

        @Override
        public Optional<GoogleCredentials> credentials() {
            return token.map(value -> new FixedToken(new AccessToken(value, null)));
        }

        @Override
        public boolean readsEverythingShared() {
            return seesAll;
        }

        @Override
        public Optional<String> apiKey() {
            return key;
        }

        @Override
        public Optional<CatalogException> judgement(IOException failure) {
            return failure instanceof HttpResponseException answer && answer.getStatusCode() == 401
                    ? Optional.of(new CatalogException.NeedsLogin("the login has ended", "log in again", null))
                    : Optional.empty();
        }
    }

    /** Gives the same token when a new one is asked for. */
    private static final class FixedToken extends GoogleCredentials {

        FixedToken(AccessToken token) {
            super(GoogleCredentials.newBuilder().setAccessToken(token));
        }

        @Override
        public AccessToken refreshAccessToken() {
            return getAccessToken();
        }
    }

    /** A publisher with the least scope, who also has a key to read what others publish. */
    Person publisher(String name) {
        return new Person(Optional.of(drive().userToken(name, "drive.file")), Optional.of(drive().apiKey()), false);
    }

    /** Somebody whose login covers all that is shared with them. */
    Person colleague(String name) {
        return new Person(Optional.of(drive().userToken(name, "drive")), Optional.empty(), true);
    }

    /** Anybody with an API key. */
    Person reader() {
        return new Person(Optional.empty(), Optional.of(drive().apiKey()), false);
    }

    /** A folder that its owner made with seedbank and that everybody may read. */
    DriveLocation folderOf(Person owner) throws InterruptedException {
        return NewDriveFolder.create(access(owner, "gdrive:root"), "datasets", "Datasets that are listed.", true)
                .location();
    }

    DriveCatalog catalog(String location, Person person) {
        return catalog(DriveLocation.parse(location), person);
    }

    /** The catalog from a machine that has not seen it before. */
    DriveCatalog catalog(DriveLocation location, Person person) {
        return catalog(location, person, newMachine());
    }

    /** The catalog from a machine that may have seen it before. */
    DriveCatalog catalog(DriveLocation location, Person person, Path home) {
        return new DriveCatalog(
                location, CatalogSettings.below(home), access(person, location.toString()), Clock.systemUTC());
    }

    Path newMachine() {
        return machines.resolve("machine-" + machine.incrementAndGet());
    }

    DriveAccess access(Person person, String catalog) {
        URI uri = URI.create(catalog);
        return new DriveAccess(
                uri, emulator.rootUrl(), person, judge -> new PacedCalls(this::noteTry, judge, time -> {}));
    }

    private void noteTry(String line) {
        synchronized (tries) {
            tries.add(line);
        }
    }

    @Override
    public void close() {
        emulator.close();
    }
}
