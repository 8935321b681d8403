package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessLockTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final long PID = ProcessHandle.current().pid();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("lock");
    }

    @Test
    void one_holder_has_it_and_is_named_until_it_is_closed() throws Exception {
        assertThat(ProcessLock.owner(file)).isEmpty();
        assertThat(ProcessLock.owner(folder.resolve("no/lock"))).isEmpty();

        try (ProcessLock held = ProcessLock.tryTake(file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(ProcessLock.tryTake(file)).isEmpty();
            assertThat(ProcessLock.take(file, SHORT)).isEmpty();
            assertThat(ProcessLock.deleteUnlessHeld(file)).isTrue();
            LockOwner owner = ProcessLock.owner(file).orElseThrow();
            assertThat(owner.isThisProcess()).isTrue();
            assertThat(owner).hasToString("process " + PID);
        }

        assertThat(ProcessLock.owner(file)).isEmpty();
        ProcessLock.tryTake(file).orElseThrow().close();
        assertThat(file).exists();
        assertThat(ProcessLock.deleteUnlessHeld(file)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void closing_twice_gives_nothing_of_anybody_else_free() throws Exception {
        ProcessLock first = ProcessLock.tryTake(file).orElseThrow();
        first.close();

        try (ProcessLock second = ProcessLock.tryTake(file).orElseThrow()) {
            first.close();

            assertThat(second).isNotNull();
            assertThat(ProcessLock.tryTake(file)).isEmpty();
        }
    }

    @Test
    void threads_take_turns() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Future<Integer>> turns = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 40; i++) {
                turns.add(threads.submit(() -> {
                    try (ProcessLock held = ProcessLock.take(file, LONG).orElseThrow()) {
                        int now = inside.incrementAndGet();
                        Files.createTempFile(folder, "turn", held == null ? "no" : "");
                        inside.decrementAndGet();
                        return now;
                    }
                }));
            }
            for (Future<Integer> turn : turns) {
                assertThat(turn.get(30, TimeUnit.SECONDS)).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_waiting_thread_can_be_interrupted() throws Exception {
        FutureTask<Optional<ProcessLock>> waiting = new FutureTask<>(() -> ProcessLock.take(file, LONG));
        try (ProcessLock held = ProcessLock.tryTake(file).orElseThrow()) {
            assertThat(held).isNotNull();
            Thread waiter = new Thread(waiting, "waiter");
            waiter.start();

            waiter.interrupt();

            assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void an_interrupted_thread_takes_it_without_losing_it() throws Exception {
        Thread.currentThread().interrupt();

        try (ProcessLock held = ProcessLock.tryTake(file).orElseThrow()) {
            assertThat(Thread.interrupted()).isTrue();
            assertThat(held).isNotNull();
            assertThat(elsewhere("try").answer()).isEqualTo("process %d has it".formatted(PID));
        }
    }

    @Test
    void another_process_has_it_until_it_is_killed() throws Exception {
        try (Elsewhere other = elsewhere("hold")) {
            assertThat(other.line()).isEqualTo("taken");

            assertThat(ProcessLock.tryTake(file)).isEmpty();
            assertThat(ProcessLock.owner(file)).hasToString("Optional[process %d]".formatted(other.pid()));
            assertThat(ProcessLock.owner(file).orElseThrow().process()).contains(other.handle());
            assertThat(ProcessLock.deleteUnlessHeld(file)).isTrue();
        }

        assertThat(ProcessLock.owner(file)).isEmpty();
        ProcessLock.take(file, LONG).orElseThrow().close();
    }

    @Test
    void looking_at_ones_own_lock_does_not_give_it_free() throws Exception {
        try (ProcessLock held = ProcessLock.tryTake(file).orElseThrow()) {
            assertThat(held).isNotNull();
            Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
            assertThat(ProcessLock.tryTake(link.resolve("lock"))).isEmpty();
            assertThat(ProcessLock.owner(folder.resolve("../" + folder.getFileName() + "/lock")))
                    .isPresent();

            assertThat(elsewhere("try").answer()).isEqualTo("process %d has it".formatted(PID));
        }
    }

    @Test
    void parts_of_a_file_are_locks_of_their_own_and_the_file_goes_with_the_last() throws Exception {
        ProcessLock one = ProcessLock.tryTakePart(file, 1).orElseThrow();
        ProcessLock two = ProcessLock.tryTakePart(file, 2).orElseThrow();
        assertThat(ProcessLock.tryTakePart(file, 1)).isEmpty();
        assertThat(file).isEmptyFile();

        one.close();
        assertThat(elsewhere("part", "2").answer()).isEqualTo("taken by another");
        assertThat(elsewhere("part", "1").answer()).isEqualTo("taken");
        assertThat(file).exists();
        two.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoever_has_the_lock_of_a_deleted_file_keeps_nobody_else_of_its_process_out() throws Exception {
        ProcessLock before = ProcessLock.tryTakePart(file, 1).orElseThrow();
        Files.delete(file);

        ProcessLock after = ProcessLock.tryTakePart(file, 2).orElseThrow();
        before.close();

        assertThat(elsewhere("part", "2").answer()).isEqualTo("taken by another");
        after.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_deleted_while_it_is_held_is_made_anew_by_the_next() throws Exception {
        ProcessLock held = ProcessLock.tryTake(file).orElseThrow();
        held.delete();
        held.close();

        ProcessLock.tryTake(file).orElseThrow().close();
        assertThat(file).exists();
    }

    @Test
    void any_other_text_in_the_file_names_nobody() throws Exception {
        Files.writeString(file, "garbage, and more of it than a number has");

        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();

            assertThat(ProcessLock.owner(file)).hasToString("Optional[another process]");
        }
    }

    @Test
    void signatures_of_other_hosts_and_older_forms_are_read() {
        LockOwner far = LockOwner.parse("00000000000000004711 field-station\n");

        assertThat(far)
                .isEqualTo(new LockOwner(4711, "field-station", ""))
                .hasToString("process 4711 on host 'field-station'");
        assertThat(far.process()).isEmpty();
        assertThat(far.isElsewhere()).isTrue();
        assertThat(LockOwner.parse(far.signature())).isEqualTo(far);
        assertThat(LockOwner.parse("4711"))
                .isEqualTo(new LockOwner(4711, "", ""))
                .hasToString("process 4711");
        assertThat(LockOwner.parse("process 4711")).isEqualTo(new LockOwner(4711, "", ""));
        assertThat(LockOwner.parse("99999999999999999999")).isEqualTo(new LockOwner(0, "", ""));
        assertThat(LockOwner.parse("")).isEqualTo(new LockOwner(0, "", ""));
    }

    @Test
    void a_process_of_another_container_with_the_same_name_is_elsewhere() {
        LockOwner here = LockOwner.here();
        LockOwner other = new LockOwner(here.pid(), here.host(), "0123456789ab.1");

        assertThat(LockOwner.parse(other.signature())).isEqualTo(other);
        assertThat(other.isElsewhere()).isTrue();
        assertThat(other.process()).isEmpty();
        assertThat(other.isThisProcess()).isFalse();
        assertThat(LockOwner.parse(here.signature())).isEqualTo(here);
        assertThat(here.isElsewhere()).isFalse();
        assertThat(here.process()).contains(ProcessHandle.current());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whoever_may_write_to_the_folder_may_lock_the_file_and_nobody_else() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwx--x"));

        ProcessLock.tryTake(file).orElseThrow().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_in_place_of_the_file_is_not_followed() throws Exception {
        Path precious = Files.writeString(folder.resolve("precious"), "somebody's thesis");
        Files.createSymbolicLink(file, precious);

        assertThatThrownBy(() -> ProcessLock.tryTake(file))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("it is a symbolic link");
        assertThat(precious).hasContent("somebody's thesis");
    }

    private Elsewhere elsewhere(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                file.toString()));
        command.addAll(List.of(arguments));
        return new Elsewhere(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Another process; closing kills it. */
    private record Elsewhere(Process process) implements AutoCloseable {

        long pid() {
            return process.pid();
        }

        ProcessHandle handle() {
            return process.toHandle();
        }

        String line() throws IOException {
            return process.inputReader(StandardCharsets.UTF_8).readLine();
        }

        String answer() throws Exception {
            String line = line();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return line;
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** Takes the lock in a Java of its own. */
    static final class Other {

        private Other() {}

        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            Optional<ProcessLock> lock = arguments[1].equals("part")
                    ? ProcessLock.tryTakePart(file, Long.parseLong(arguments[2]))
                    : ProcessLock.tryTake(file);
            String owner = ProcessLock.owner(file).map("%s has it"::formatted).orElse("taken by another");
            System.out.println(lock.isPresent() ? "taken" : owner);
            while (arguments[1].equals("hold") && System.in.read() >= 0) {
                // Nobody writes: this ends with the process that started it, if it is not killed before.
            }
            if (lock.isPresent()) {
                lock.get().close();
            }
        }
    }
}
