package org.seedbank.integrity.interchange;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.fixity.FixityReference;

/**
 * Has the signature of a list checked by GnuPG, where that is installed: one in clear around the list, or one in a file
 * beside it. Keys are those of the person's own keyring; none is fetched.
 *
 * @param program where GnuPG is
 * @param keyring its home folder
 */
record ListSignature(Optional<Path> program, Path keyring) {

    private static final List<String> BESIDE = List.of(".asc", ".sig", ".sign", ".gpg");
    private static final String STATUS = "[GNUPG:] ";
    private static final int SECONDS = 60;
    private static final int MAX_STATUS_BYTES = 1 << 20;

    /**
     * What came of a check.
     *
     * @param signature what is known; empty when the list is not signed
     * @param warnings what a person should know of it
     */
    record Outcome(Optional<FixityReference.Signature> signature, List<String> warnings) {

        private static Outcome unchecked(String list, Optional<String> key, String reason) {
            return new Outcome(
                    Optional.of(new FixityReference.Signature(false, key, Optional.empty())),
                    List.of("the signature of '%s' was not checked: %s".formatted(list, reason)));
        }
    }

    /** GnuPG as the environment of this process tells of it; a folder of the path that is not absolute does not count. */
    static ListSignature here() {
        String home = System.getenv("GNUPGHOME");
        return new ListSignature(
                Arrays.stream(Optional.ofNullable(System.getenv("PATH"))
                                .orElse("")
                                .split(File.pathSeparator))
                        .flatMap(folder -> program(folder).stream())
                        .findFirst(),
                home == null ? Path.of(System.getProperty("user.home"), ".gnupg") : Path.of(home));
    }

    private static Optional<Path> program(String folder) {
        try {
            Path program = Path.of(folder, File.separatorChar == '\\' ? "gpg.exe" : "gpg");
            return program.isAbsolute() && Files.isExecutable(program) && Files.isRegularFile(program)
                    ? Optional.of(program)
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty(); // No folder has such a name.
        }
    }

    /**
     * Checks the signature of a list, if it has one.
     *
     * @throws IntegrityException.BadList when it is not the signature of this list, or the list changed since it was read
     */
    Outcome check(FixityList list) {
        Optional<Path> beside = list.isSigned() ? Optional.empty() : beside(list.file());
        if (!list.isSigned() && beside.isEmpty()) {
            return new Outcome(Optional.empty(), List.of());
        }
        String name = list.file().getFileName().toString();
        if (program.isEmpty()) {
            return Outcome.unchecked(name, Optional.empty(), "gpg is not installed");
        }
        if (!Files.isRegularFile(list.file())) {
            return Outcome.unchecked(name, Optional.empty(), "it can be read only once");
        }
        if (!Files.isDirectory(keyring)) {
            return Outcome.unchecked(name, Optional.empty(), "there are no keys in '%s'".formatted(keyring));
        }
        try {
            return new Status(list, verify(list, beside)).outcome();
        } catch (IOException e) {
            return Outcome.unchecked(name, Optional.empty(), "gpg failed: " + e.getMessage());
        }
    }

    private static Optional<Path> beside(Path list) {
        return BESIDE.stream()
                .map(end -> list.resolveSibling(list.getFileName() + end))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /**
     * GnuPG finds a signature in clear in UTF-8 alone, so of a list in another form it gets the text. Where the signature
     * lies beside the list, it is one of the list's own bytes.
     */
    private List<String> verify(FixityList list, Optional<Path> beside) throws IOException {
        if (!list.isSigned() || !isRecoded(list.file())) {
            return run(list, list.file(), beside);
        }
        Path text = Files.createTempFile("seedbank", null);
        try {
            try (OutputStream out = Files.newOutputStream(text)) {
                ListLines.writeText(list.file(), out);
            }
            return run(list, text, beside);
        } finally {
            Files.delete(text);
        }
    }

    private static boolean isRecoded(Path list) {
        try (ListLines lines = ListLines.ofList(list)) {
            return lines.isRecoded();
        }
    }

    /**
     * Returns GnuPG's words on its work, line by line. It reads the list itself, which is then compared with what was
     * read.
     */
    private List<String> run(FixityList list, Path signed, Optional<Path> beside) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.orElseThrow().toString(),
                "--homedir",
                keyring.toAbsolutePath().toString(),
                "--batch",
                "--no-tty",
                "--no-auto-key-retrieve",
                "--status-fd",
                "1",
                "--verify"));
        beside.ifPresent(signature -> command.add(signature.toAbsolutePath().toString()));
        command.add("-");
        Process process = new ProcessBuilder(command)
                .redirectInput(signed.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        byte[] status;
        try (InputStream out = process.getInputStream()) {
            status = out.readNBytes(MAX_STATUS_BYTES);
        } finally {
            process.destroy();
        }
        requireUnchanged(list);
        return new String(status, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(STATUS))
                .map(line -> line.substring(STATUS.length()))
                .toList();
    }

    private static void requireUnchanged(FixityList list) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(list.file()), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        if (!Sha256.of(digest.digest()).equals(list.digest())) {
            throw new IntegrityException.BadList(list.file(), "it changed while its signature was checked");
        }
    }

    /** Lines of GnuPG's status (its DETAILS, "Format of the --status-fd output"), held against each other. */
    private record Status(FixityList list, List<String> lines) {

        Outcome outcome() {
            Optional<String> bad = first("BADSIG");
            if (bad.isPresent()) {
                throw IntegrityException.BadList.badlySigned(list.file(), signer(bad.get()));
            }
            String name = list.file().getFileName().toString();
            Optional<String> good = first("VALIDSIG");
            if (good.isPresent()
                    && first("NODATA").isEmpty()
                    && first("UNEXPECTED").isEmpty()) {
                return good(name, firstWord(good.get()));
            }
            Optional<String> missing = first("NO_PUBKEY");
            if (missing.isPresent()) {
                String key = firstWord(missing.get());
                return Outcome.unchecked(name, Optional.of(key), "its key %s is not in your keyring".formatted(key));
            }
            if (first("ERRSIG").isPresent()) {
                return Outcome.unchecked(name, Optional.empty(), "gpg cannot check one of its kind");
            }
            if (list.isSigned()) {
                // It says that it is signed: what gpg does not read so was made to pass, or has been damaged.
                throw new IntegrityException.BadList(
                        list.file(), "it is signed in clear, but gpg finds no signature in it that it can read");
            }
            return Outcome.unchecked(name, Optional.empty(), "gpg finds none in it");
        }

        private Outcome good(String name, String key) {
            String signer = first("GOODSIG")
                    .or(() -> first("EXPKEYSIG"))
                    .or(() -> first("EXPSIG"))
                    .or(() -> first("REVKEYSIG"))
                    .map(Status::signer)
                    .orElse("");
            List<String> warnings = new ArrayList<>();
            if (first("REVKEYSIG").isPresent()) {
                warnings.add("the signature of '%s' is by key %s, which its owner has revoked".formatted(name, key));
            } else if (first("EXPKEYSIG").isPresent() || first("EXPSIG").isPresent()) {
                warnings.add("the signature of '%s' is good, but it or its key %s has expired".formatted(name, key));
            } else if (first("TRUST_UNDEFINED").isPresent()
                    || first("TRUST_NEVER").isPresent()) {
                warnings.add("the signature of '%s' is good, but nobody you trust says that its key %s is of '%s'"
                        .formatted(name, key, signer));
            }
            return new Outcome(
                    Optional.of(new FixityReference.Signature(
                            first("REVKEYSIG").isEmpty(), Optional.of(key), Optional.of(signer))),
                    warnings);
        }

        /** The rest of the first line with this keyword. */
        private Optional<String> first(String keyword) {
            return lines.stream()
                    .filter(line -> line.equals(keyword) || line.startsWith(keyword + " "))
                    .map(line -> line.substring(Math.min(line.length(), keyword.length() + 1)))
                    .findFirst();
        }

        private static String firstWord(String line) {
            int blank = line.indexOf(' ');
            return blank < 0 ? line : line.substring(0, blank);
        }

        /** The name behind a key's id, in which GnuPG escapes as in an address. */
        private static String signer(String line) {
            String name = line.substring(line.indexOf(' ') + 1);
            try {
                return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return name; // It has percent signs of its own.
            }
        }
    }
}
