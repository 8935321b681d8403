import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches the pinned Maven for {@code mvnw}: a JDK is all it needs.
 *
 * <p>Usage: {@code java FetchMaven.java WRAPPER-FOLDER TARGET-FOLDER}. The target appears complete or not at all, so two
 * runs at once are harmless.
 */
public final class FetchMaven {

    private static final long FETCH_MINUTES = 15;

    private final Path wrapper;
    private final Path target;
    private final Properties pins = new Properties();

    private FetchMaven(Path wrapper, Path target) throws IOException {
        this.wrapper = wrapper;
        this.target = target;
        try (InputStream in = Files.newInputStream(wrapper.resolve("maven-wrapper.properties"))) {
            pins.load(in);
        }
    }

    public static void main(String[] args) {
        try {
            new FetchMaven(Path.of(args[0]), Path.of(args[1])).run();
        } catch (Failure failure) {
            System.err.println("mvnw: error: " + failure.getMessage());
            System.err.println("mvnw: hint: " + failure.remedy);
            System.exit(1);
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            System.err.println("mvnw: error: maven could not be installed in '" + args[1] + "': " + e);
            System.err.println("mvnw: hint: free some space, or choose another folder with MAVEN_USER_HOME");
            System.exit(1);
        }
    }

    private void run() throws IOException, GeneralSecurityException, InterruptedException {
        Files.createDirectories(target.getParent());
        // Beside the target, because a rename is atomic only within one file system.
        Path work = Files.createTempDirectory(target.getParent(), ".fetch-");
        try {
            Path zip = fetch(work);
            check(zip, pins.getProperty("mavenSha512"), "fetch again; if it stays so, do not use this network's copy");
            Path unpacked = work.resolve("unpacked");
            unzip(zip, unpacked);
            publish(unpacked.resolve("apache-maven-" + pins.getProperty("mavenVersion")));
        } finally {
            deleteTree(work);
        }
    }

    private Path fetch(Path work) throws IOException, GeneralSecurityException, InterruptedException {
        Path ivy = wrapper.resolve("ivy-" + pins.getProperty("ivyVersion") + ".jar");
        check(ivy, pins.getProperty("ivySha512"), "restore the file with 'git checkout -- .mvn/wrapper'");
        Path request = Files.writeString(work.resolve("ivy.xml"), request());
        Path log = work.resolve("ivy.log");

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Proxy and trust-store settings given to mvnw in MAVEN_OPTS count for the download too.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-D"))
                .forEach(command::add);
        command.add("-Divy.default.ivy.user.dir=" + work.resolve("ivy"));
        command.addAll(List.of("-jar", ivy.toString(), "-warn", "-cache", work.resolve("cache").toString()));
        command.addAll(List.of("-ivy", request.toString()));
        command.addAll(List.of("-retrieve", work.resolve("[artifact].[ext]").toString()));

        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        Path zip = work.resolve("apache-maven.zip");
        if (!ended || process.exitValue() != 0 || !Files.exists(zip)) {
            System.err.print(Files.readString(log));
            throw new Failure(
                    "maven " + pins.getProperty("mavenVersion") + " could not be fetched from Maven Central"
                            + (ended ? "" : " in " + FETCH_MINUTES + " minutes"),
                    "check the network; behind a proxy set MAVEN_OPTS='-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT',"
                            + " offline unpack Maven yourself as '" + target + "'");
        }
        return zip;
    }

    private String request() {
        return """
                <ivy-module version="2.0" xmlns:m="http://ant.apache.org/ivy/maven">
                  <info organisation="org.seedbank" module="wrapper"/>
                  <dependencies>
                    <dependency org="org.apache.maven" name="apache-maven" rev="%s" transitive="false">
                      <artifact name="apache-maven" type="zip" ext="zip" m:classifier="bin"/>
                    </dependency>
                  </dependencies>
                </ivy-module>
                """.formatted(pins.getProperty("mavenVersion"));
    }

    private static void check(Path file, String expected, String remedy) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        String actual = HexFormat.of().formatHex(digest.digest());
        if (!actual.equals(expected)) {
            throw new Failure(
                    "'%s' is not what this project pins: its SHA-512 is %s".formatted(file.getFileName(), actual), remedy);
        }
    }

    private static void unzip(Path zip, Path into) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path path = into.resolve(entry.getName()).normalize();
                if (!path.startsWith(into)) {
                    throw new IOException("the archive's entry '" + entry.getName() + "' leads elsewhere");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(in, path);
                }
            }
        }
    }

    private void publish(Path unpacked) throws IOException {
        // ZipInputStream does not see the modes that the archive records.
        for (String script : List.of("mvn", "mvnDebug", "mvnyjp")) {
            Path file = unpacked.resolve("bin").resolve(script);
            if (Files.exists(file) && !file.toFile().setExecutable(true, false)) {
                throw new IOException("'" + file + "' cannot be made executable");
            }
        }
        try {
            Files.move(unpacked, target);
        } catch (FileSystemException e) {
            if (!Files.exists(target.resolve("bin/mvn"))) {
                throw e;
            }
            // Another run was faster; its Maven passed the same check.
        }
    }

    private static void deleteTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String remedy;

        Failure(String message, String remedy) {
            super(message);
            this.remedy = remedy;
        }
    }
}
