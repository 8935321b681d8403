package org.seedbank.cli.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.fixity.FixityReport;

/**
 * A file that receives reports as JSON, one after another. They are written beside it and take its place together when
 * this is closed, so that it is never half of one; without any, what was there stays. A link is replaced, not what it
 * leads to, which somebody else may have chosen.
 */
final class ReportFile implements Reports {

    private final Path file;
    private final Path temporary;
    private FileChannel channel;
    private Writer writer;
    private boolean whole;

    /**
     * Refuses at once what cannot become a report.
     *
     * @throws CommandFailure when it is no regular file, or its folder is not there
     */
    ReportFile(Path file) {
        this.file = file.toAbsolutePath();
        try {
            AtomicFile.requireReplaceable(this.file);
        } catch (IOException e) {
            throw CommandFailure.report(file, e);
        }
        if (!Files.isDirectory(folder())) {
            throw CommandFailure.report(file, "there is no folder '%s'".formatted(folder()));
        }
        this.temporary = folder().resolve(".seedbank-" + UUID.randomUUID() + ".tmp");
    }

    private Path folder() {
        return file.getParent() == null ? file : file.getParent();
    }

    @Override
    public void add(FixityReport report) {
        whole = false;
        try {
            if (channel == null) {
                channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                writer = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8));
            }
            JsonOutput.write(new FixityJson(report), writer);
            whole = true;
        } catch (IOException e) {
            throw CommandFailure.report(file, e);
        }
    }

    /** Puts the reports in place. They are on the disk when this returns; when it throws nothing is left of them. */
    @Override
    public void close() {
        if (channel == null) {
            return;
        }
        try {
            try (FileChannel closing = channel) {
                closing.force(true);
            }
            if (whole) {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                syncFolder();
            }
        } catch (IOException e) {
            throw CommandFailure.report(file, e);
        } finally {
            deleteTemporary();
        }
    }

    /** Makes the rename itself last. Only POSIX systems let a folder be opened for that. */
    private void syncFolder() throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel folder = FileChannel.open(folder(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private void deleteTemporary() {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw CommandFailure.report(temporary, e);
        }
    }
}
