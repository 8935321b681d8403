package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.seedbank.integrity.torrent.Metainfo;

/** Runs a main class of the tests in a Java of its own, which has less memory or fewer rights than this one. */
public final class ChildJava {

    private ChildJava() {}

    /** What the class printed, run with these options of Java; it must end in time. */
    static String run(Class<?> main, List<String> options, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return printed(command, classPath(main), main, arguments);
    }

    /** What the class printed, run by a user whom permissions bind, as they do not bind root. */
    public static String runUnprivileged(Path scratch, Class<?> main, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        List<Path> copies = new ArrayList<>();
        for (Path original : classPath(main)) {
            copies.add(copied(original, scratch.resolve("class-path-" + copies.size())));
        }
        return printed(command, copies, main, arguments);
    }

    private static String printed(List<String> java, List<Path> classPath, Class<?> main, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(java);
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What is preloaded for the tests' own Java may print warnings in another.
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended in time").isTrue();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<Path> classPath(Class<?> main) {
        return Stream.of(main, Metainfo.class, DigestUtils.class)
                .map(ChildJava::location)
                .toList();
    }

    private static Path location(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path copied(Path original, Path copy) throws IOException {
        try (Stream<Path> below = Files.walk(original)) {
            for (Path path : below.toList()) {
                Files.copy(path, copy.resolve(original.relativize(path).toString()));
            }
        }
        return copy;
    }
}
