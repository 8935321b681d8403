package org.seedbank.integrity.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A resource of the class path as a file, for libraries of native code, which the system loads from files only. The
 * file's name tells its content, so that each version has its own and any number of processes can share the folder. A
 * file with other bytes, torn by a crash or a full disk or put there by somebody else, is never handed out but replaced.
 *
 * @param path where it is, or will be
 * @param sha256 the SHA-256 of its bytes, 64 lower-case hex digits
 */
public record UnpackedFile(Path path, String sha256) {

    /** Beside the class that asks: a list as {@code sha256sum} writes it, with the names of resources for paths. */
    private static final String LIST = "natives.sha256";

    private static final int DIGITS_IN_NAME = 16;

    /** As the loaders of glibc, musl and macOS say it. */
    private static final Pattern NOT_EXECUTABLE = Pattern.compile(
            "failed to map segment|Operation not permitted|not valid for use in process|Permission denied");

    /** Libraries lie where the system executes nothing, as it does on disks that are mounted {@code noexec}. */
    public static final class NotExecutable extends IOException {
        NotExecutable(Path folder, UnsatisfiedLinkError cause) {
            super("'%s' is on a file system that executes no programs (noexec)".formatted(folder), cause);
        }
    }

    /**
     * Unpacks a library as {@link #ofResource} does and loads it. Where the folder cannot be written, or executes nothing, a
     * folder of this user's own among the temporary files takes its place.
     *
     * @return the file that was loaded, or nothing where there is no such resource
     * @throws NotExecutable when nothing is executed at either place
     * @throws IOException when neither can be written
     * @throws UnsatisfiedLinkError when the library does not fit this system
     */
    public static Optional<Path> load(Class<?> owner, String resource, Path folder) throws IOException {
        return load(owner, resource, folder, UnaryOperator.identity());
    }

    /**
     * Unpacks and loads a library that has to be changed before it is.
     *
     * @param change makes the bytes that are wanted, whose digest is on the list, of those that the resource has
     * @see #load(Class, String, Path)
     */
    public static Optional<Path> load(Class<?> owner, String resource, Path folder, UnaryOperator<byte[]> change)
            throws IOException {
        IOException failure;
        try {
            return load(folder, ofResource(owner, resource, folder, change));
        } catch (IOException e) {
            failure = e;
        }
        try {
            Path other = temporaryFolder();
            return load(other, ofResource(owner, resource, other, change));
        } catch (IOException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private static Optional<Path> load(Path folder, Optional<Path> library) throws NotExecutable {
        try {
            library.ifPresent(each -> System.load(each.toString()));
            return library;
        } catch (UnsatisfiedLinkError e) {
            if (NOT_EXECUTABLE.matcher(String.valueOf(e.getMessage())).find()) {
                throw new NotExecutable(folder, e);
            }
            throw e;
        }
    }

    /** A folder that nobody else can have put anything into. */
    private static Path temporaryFolder() throws IOException {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self)) {
            throw new IOException("this system does not say whose the temporary folder is");
        }
        Object me = Files.getAttribute(self, "unix:uid");
        Path folder =
                Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve("seedbank-native-" + me);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            DurableFolder.makeForOwner(folder);
        }
        boolean mine = Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                        .equals(me)
                && Permissions.areOwnersFolder(folder);
        if (!mine) {
            throw new IOException("'%s' is another user's, or open to others".formatted(folder));
        }
        return folder;
    }

    /**
     * Unpacks a resource, unless that was done before, and checks its bytes either way. The list {@code natives.sha256}
     * beside the class says which bytes are wanted; those of a resource that is not on it are read from the class path.
     *
     * @param owner a class whose package has the list, and whose class loader has the resource
     * @param resource its name, with {@code /}
     * @param folder where the file is kept for all processes; made where it is missing
     * @param change makes the bytes that are wanted of those that the resource has
     * @return the file, or nothing where there is no such resource
     */
    static Optional<Path> ofResource(Class<?> owner, String resource, Path folder, UnaryOperator<byte[]> change)
            throws IOException {
        Content content = () -> {
            try (InputStream in = owner.getClassLoader().getResourceAsStream(resource)) {
                return in == null ? null : new ByteArrayInputStream(change.apply(in.readAllBytes()));
            }
        };
        Optional<String> listed = listed(owner, resource);
        if (listed.isEmpty()) {
            try (InputStream bytes = content.open()) {
                if (bytes == null) {
                    return Optional.empty();
                }
                listed = Optional.of(DigestUtils.sha256Hex(bytes));
            }
        }
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        return Optional.of(in(folder.toAbsolutePath(), name, listed.get()).obtain(content));
    }

    private static Optional<String> listed(Class<?> owner, String resource) throws IOException {
        try (InputStream list = owner.getResourceAsStream(LIST)) {
            return list == null
                    ? Optional.empty()
                    : new String(list.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.endsWith("  " + resource))
                            .map(line -> line.substring(0, line.indexOf(' ')))
                            .findFirst();
        }
    }

    /** The file for some content in a folder that all versions share. */
    static UnpackedFile in(Path folder, String name, String sha256) {
        return new UnpackedFile(folder.resolve(sha256.substring(0, DIGITS_IN_NAME) + "-" + name), sha256);
    }

    /** Writes it unless it is there, whole. */
    Path obtain(Content content) throws IOException {
        if (!isWhole()) {
            DurableFolder.make(path.getParent());
            try (InputStream in = content.open()) {
                if (in == null) {
                    throw new IOException("'%s' is not on the class path".formatted(path.getFileName()));
                }
                byte[] bytes = in.readAllBytes();
                if (!DigestUtils.sha256Hex(bytes).equals(sha256)) {
                    throw new IOException("'%s' on the class path has other bytes than this version was built with"
                            .formatted(path.getFileName()));
                }
                AtomicFile.write(path, bytes);
            }
        }
        return path;
    }

    private boolean isWhole() throws IOException {
        return Files.isRegularFile(path)
                && DigestUtils.sha256Hex(Files.readAllBytes(path)).equals(sha256);
    }

    /** Where the content comes from. */
    @FunctionalInterface
    interface Content {
        /** Opens it; null where there is none. */
        InputStream open() throws IOException;
    }
}
