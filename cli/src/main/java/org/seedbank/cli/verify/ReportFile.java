package org.seedbank.cli.verify;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private AtomicFile.Draft draft;
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
    }

    private Path folder() {
        return file.getParent() == null ? file : file.getParent();
    }

    @Override
    public void add(FixityReport report) {
        whole = false;
        try {
            if (draft == null) {
                draft = new AtomicFile.Draft(file);
                writer = new BufferedWriter(Channels.newWriter(draft.channel(), StandardCharsets.UTF_8));
            }
            JsonOutput.write(FixityJson.of(report), writer);
            whole = true;
        } catch (IOException e) {
            throw CommandFailure.report(file, e);
        }
    }

    /** Puts the reports in place. They are on the disk when this returns; when it throws nothing is left of them. */
    @Override
    public void close() {
        if (draft == null) {
            return;
        }
        try (AtomicFile.Draft closing = draft) {
            if (whole) {
                closing.put();
            }
        } catch (IOException e) {
            throw CommandFailure.report(file, e);
        }
    }
}
