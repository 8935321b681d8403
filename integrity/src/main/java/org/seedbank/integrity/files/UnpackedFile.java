package org.seedbank.integrity.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    /**
     * Unpacks a resource, unless that was done before, and checks its bytes either way. The list {@code natives.sha256}
     * beside the class says which bytes are wanted; those of a resource that is not on it are read from the class path.
     *
     * @param owner a class whose package has the list, and whose class loader has the resource
     * @param resource its name, with {@code /}
     * @param folder where the file is kept for all processes; made where it is missing
     * @return the file, or nothing where there is no such resource
     */
    public static Optional<Path> ofResource(Class<?> owner, String resource, Path folder) throws IOException {
        Content content = () -> owner.getClassLoader().getResourceAsStream(resource);
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
