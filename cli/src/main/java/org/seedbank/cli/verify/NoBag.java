package org.seedbank.cli.verify;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.screen.ShellWord;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.interchange.FixityVerification;

/** Looks at what was named alone, as only a bag can be, and is none: what it could be, and what is to be typed then. */
final class NoBag {

    /** Things in a folder that are looked at, so that a large one does not hold up an answer. */
    private static final int MOST = 10_000;

    private static final Pattern BAG_MANIFEST = Pattern.compile("(tag)?manifest-[a-z0-9-]+\\.txt");

    private static final Pattern LIST =
            Pattern.compile("(?i)(.*[._-])?(checksums?|(md5|sha1|sha224|sha256|sha384|sha512|sha3|b2|b3|blake2|blake3)"
                    + "(sums?)?)([._-].*)?|.*\\.sfv|.*hashdeep.*");

    private static final Pattern ARCHIVE = Pattern.compile("(?i).*\\.(zip|tar|tgz|tar\\.[a-z0-9]+|7z)");

    private final Path path;
    private final List<String> names = new ArrayList<>();
    private final List<String> bags = new ArrayList<>();

    private NoBag(Path path) {
        this.path = path;
    }

    /** The failure that says so; none where nothing is at the path, so that it may be meant for something else. */
    static Optional<RuntimeException> at(Path path) {
        if (Files.isRegularFile(path)) {
            return Optional.of(file(path));
        }
        if (!Files.isDirectory(path)) {
            return Optional.empty();
        }
        NoBag look = new NoBag(path);
        look.read();
        return Optional.of(look.folder());
    }

    private static CommandFailure file(Path path) {
        String name = path.getFileName().toString();
        String message = "'%s' is a file, and only a bag is verified by its path alone".formatted(path);
        if (name.toLowerCase(Locale.ROOT).endsWith(".torrent")) {
            return CommandFailure.noBag(message, "name the copy too: seedbank verify %s PATH".formatted(quoted(path)));
        }
        if (ARCHIVE.matcher(name).matches()) {
            return CommandFailure.noBag(message, "unpack it, and name the folder that has a 'bagit.txt'");
        }
        return CommandFailure.noBag(
                message,
                LIST.matcher(name).matches()
                        ? "if it is a list of digests: seedbank verify --manifest %s FOLDER".formatted(quoted(path))
                        : "name what it should be first: seedbank verify TORRENT-or-REF %s".formatted(quoted(path)));
    }

    private void read() {
        try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
            for (Path child : children) {
                if (names.size() + bags.size() == MOST) {
                    return;
                }
                String name = child.getFileName().toString();
                if (!Files.isDirectory(child) || name.equals("data")) {
                    names.add(name);
                } else if (FixityVerification.isBag(child)) {
                    bags.add(name);
                }
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(path, e);
        } catch (DirectoryIteratorException e) {
            throw new IntegrityException.CannotRead(path, e.getCause());
        }
        names.sort(null);
        bags.sort(null);
    }

    private CommandFailure folder() {
        String message = "'%s' is no bag: it has no 'bagit.txt'".formatted(path);
        Path above = path.toAbsolutePath().normalize().getParent();
        if (above != null && FixityVerification.isBag(above)) {
            return CommandFailure.noBag(message, "it is part of a bag: seedbank verify %s".formatted(quoted(above)));
        }
        if (!bags.isEmpty()) {
            return CommandFailure.noBag(
                    message, "a bag is in it: seedbank verify %s".formatted(quoted(path.resolve(bags.get(0)))));
        }
        Optional<String> manifest = first(BAG_MANIFEST);
        if (manifest.isPresent() && names.contains("data")) {
            return CommandFailure.noBag(
                    message,
                    "a bag has lost its declaration; its files can still be compared: seedbank verify --manifest %s %s"
                            .formatted(quoted(path.resolve(manifest.get())), quoted(path)));
        }
        Optional<Path> torrent =
                first(Pattern.compile("(?i).*\\.torrent")).map(path::resolve).or(this::torrentBeside);
        if (torrent.isPresent()) {
            return CommandFailure.noBag(
                    message,
                    "if it is a copy of what the torrent describes: seedbank verify %s %s"
                            .formatted(quoted(torrent.get()), quoted(path)));
        }
        return first(LIST)
                .map(list -> CommandFailure.noBag(
                        message,
                        "if it has a list of digests: seedbank verify --manifest %s %s"
                                .formatted(quoted(path.resolve(list)), quoted(path))))
                .orElseGet(() -> CommandFailure.noBag(
                        message,
                        "name what it should be first: seedbank verify TORRENT-or-REF %s, or --manifest FILE"
                                .formatted(quoted(path))));
    }

    private Optional<String> first(Pattern pattern) {
        return names.stream().filter(name -> pattern.matcher(name).matches()).findFirst();
    }

    /** The torrent of this folder's name that lies beside it. */
    private Optional<Path> torrentBeside() {
        Path name = path.toAbsolutePath().normalize().getFileName();
        return Optional.ofNullable(name)
                .map(folder -> path.resolveSibling(folder + ".torrent"))
                .filter(Files::isRegularFile);
    }

    /** A path as a shell takes it. */
    private static String quoted(Path path) {
        return ShellWord.of(path.toString());
    }
}
