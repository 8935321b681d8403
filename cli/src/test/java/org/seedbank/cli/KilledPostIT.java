package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seedbank.catalog.drive.emulator.Faults.on;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seedbank.catalog.drive.emulator.Asked;
import org.seedbank.catalog.drive.emulator.DriveEmulator;
import org.seedbank.catalog.drive.emulator.Fault;

/** A process that is killed while it posts to Drive: the next one makes no second file and loses none. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class KilledPostIT {

    private static final String FILES = "/drive/v3/files";
    private static final String NEW_ID = FILES + "/generateIds";
    private static final String UPLOAD = "/upload" + FILES;

    /** Where the process is when it is killed. */
    private enum Moment {
        WAITING_FOR_AN_ID,
        BEFORE_THE_FILE_IS_MADE,
        AFTER_THE_FILE_IS_MADE,
        LOOKING_WHETHER_A_LOST_ANSWER_WAS_A_SUCCESS,
        LISTING_WHAT_WAS_POSTED
    }

    @TempDir
    Path folder;

    private final CountDownLatch release = new CountDownLatch(1);
    private Cloud cloud;
    private ProcessBench lab;
    private String id;

    @BeforeEach
    void open() throws Exception {
        cloud = new Cloud();
        lab = new ProcessBench(folder, cloud.address());
        Soil.write(lab.files());
        cloud.logIn(lab);
        id = cloud.folderBy(lab.path("home"));
        cloud.emulator().requests().clear();
    }

    @AfterEach
    void close() throws Exception {
        release.countDown();
        lab.close();
        cloud.close();
    }

    /** Arranges that a post stops at this moment; what tells that it has come there. */
    private BooleanSupplier stopAt(Moment moment) {
        DriveEmulator emulator = cloud.emulator();
        switch (moment) {
            case WAITING_FOR_AN_ID -> emulator.faults().next(1, on("GET", NEW_ID), Fault.halting(release));
            case BEFORE_THE_FILE_IS_MADE ->
                emulator.faults().next(100, on("POST", UPLOAD), Fault.status(503, "backendError"));
            case AFTER_THE_FILE_IS_MADE -> emulator.faults().next(1, on("POST", UPLOAD), Fault.halting(release));
            case LOOKING_WHETHER_A_LOST_ANSWER_WAS_A_SUCCESS ->
                emulator.faults()
                        .next(1, on("POST", UPLOAD), Fault.of(Fault.Kind.LOST_RESPONSE))
                        .next(1, this::isLookAtNewFile, Fault.halting(release));
            default -> emulator.faults().next(1, this::isListingOfNewFile, Fault.halting(release));
        }
        return switch (moment) {
            case BEFORE_THE_FILE_IS_MADE -> () -> emulator.requests().count("POST", UPLOAD) > 0;
            case AFTER_THE_FILE_IS_MADE -> () -> !cloud.torrents(id).isEmpty();
            default -> () -> emulator.faults().waiting() == 0;
        };
    }

    private boolean isLookAtNewFile(Asked asked) {
        return cloud.torrents(id).stream()
                .anyMatch(file -> asked.method().equals("GET") && asked.path().equals(FILES + "/" + file.id()));
    }

    private boolean isListingOfNewFile(Asked asked) {
        return !cloud.torrents(id).isEmpty()
                && (asked.path().equals(FILES) || asked.path().equals("/drive/v3/changes"));
    }

    @ParameterizedTest
    @EnumSource
    void the_dataset_is_listed_once(Moment moment) throws Exception {
        BooleanSupplier stopped = stopAt(moment);
        Child killed = lab.start("publish", "--foreground", "BENCH/soil-2024", "--catalog", "gdrive:" + id);
        await(stopped, killed);
        boolean made = !cloud.torrents(id).isEmpty();
        killed.signal("KILL");
        assertThat(killed.end().exitCode()).isEqualTo(137);
        cloud.emulator().faults().clear();

        Child again = lab.publish("BENCH/soil-2024", "--catalog", "gdrive:" + id);
        again.signal("INT");

        assertThat(made).isEqualTo(moment.compareTo(Moment.BEFORE_THE_FILE_IS_MADE) > 0);
        assertThat(again.end().out()).isEqualTo("serial    1\n" + Soil.SUMMARY);
        assertThat(cloud.drive().list(id)).singleElement().satisfies(file -> assertThat(file.name())
                .isEqualTo(Soil.DIGEST + ".torrent"));
        assertThat(lab.run("list", "--refresh", "--catalog", "gdrive:" + id)).isEqualTo(new Outcome(0, """
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  soil-2024
            """, ""));
    }

    private static void await(BooleanSupplier event, Child process) {
        long deadline = System.nanoTime() + Bench.DEADLINE.toNanos();
        while (!event.getAsBoolean()) {
            assertThat(process.isAlive()).as(process.err()).isTrue();
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
        }
    }
}
