package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.catalog.CatalogException;
import org.seedbank.database.DatabaseException;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmException;
import org.seedbank.tracker.api.TrackerException;
import org.seedbank.uploading.UploadingException;

class ExitCodesTest {

    @ParameterizedTest
    @MethodSource
    void every_kind_of_failure_has_a_code(Class<? extends SeedbankException> kind) {
        assertThatCode(() -> ExitCodes.of(kind)).doesNotThrowAnyException();
    }

    static Stream<Class<? extends SeedbankException>> every_kind_of_failure_has_a_code() {
        return Stream.of(
                        IntegrityException.class,
                        CatalogException.class,
                        DatabaseException.class,
                        SwarmException.class,
                        UploadingException.class,
                        DownloadingException.class,
                        NodeException.class,
                        TrackerException.class,
                        CommandFailure.class)
                .flatMap(ExitCodesTest::kinds);
    }

    private static Stream<Class<? extends SeedbankException>> kinds(Class<? extends SeedbankException> root) {
        Class<?>[] below = root.getPermittedSubclasses();
        return below == null
                ? Stream.of(root)
                : Arrays.stream(below).flatMap(each -> kinds(each.asSubclass(SeedbankException.class)));
    }
}
