package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;

/** A survey of a place before anything is fetched into it, file by file, and of what that leaves to be done. */
public final class Survey {

    private final FetchRequest request;
    private final Path root;
    private final boolean vacant;
    private final Optional<FixityReport> report;
    private final Set<DatasetPath> brought;
    private final List<String> halfDone;

    private Survey(
            FetchRequest request,
            Path root,
            boolean vacant,
            Optional<FixityReport> report,
            Set<DatasetPath> brought,
            List<String> halfDone) {
        this.request = request;
        this.root = root;
        this.vacant = vacant;
        this.report = report;
        this.brought = Set.copyOf(brought);
        this.halfDone = halfDone;
    }

    /**
     * Reads those of the chosen files that are at the place, and touches nothing there but its folder, which is created.
     *
     * @param progress called on this thread while files are read
     * @throws DownloadingException.FilesInTheWay when some are not what was published and are not to be touched
     * @throws DownloadingException when the place cannot take the dataset
     */
    public static Survey of(FetchRequest request, Progress progress) throws InterruptedException {
        Target target = new Target(request);
        Path real = target.create();
        Target.Look look = target.look();
        target.requireFit(look, real);
        Optional<FixityReport> report = look.isAnyThere()
                ? Optional.of(
                        Verification.at(target.root(), request.torrent(), request.chosen(), request.jobs(), progress))
                : Optional.empty();
        return of(request, target, look, report);
    }

    /**
     * The survey of a place where none of the chosen files is.
     *
     * @return empty when files are there, so that they have to be read
     * @throws DownloadingException when the place cannot take the dataset
     */
    public static Optional<Survey> withoutReading(FetchRequest request) {
        Target target = new Target(request);
        Path real = target.create();
        Target.Look look = target.look();
        target.requireFit(look, real);
        return look.isAnyThere() ? Optional.empty() : Optional.of(of(request, target, look, Optional.empty()));
    }

    private static Survey of(FetchRequest request, Target target, Target.Look look, Optional<FixityReport> report) {
        Survey survey = new Survey(request, target.root(), look.vacant(), report, Set.of(), target.halfDone(look));
        survey.refuse();
        return survey;
    }

    /** The survey after a fetch has brought these files and the place was read again. */
    public Survey after(FixityReport later, Set<DatasetPath> files) {
        Survey survey = new Survey(request, root, false, Optional.of(later), files, List.of());
        survey.refuse();
        return survey;
    }

    private void refuse() {
        List<FileFinding> inTheWay = report.map(FixityReport::damage).orElse(List.of()).stream()
                .filter(finding -> !(finding instanceof FileFinding.Missing))
                .filter(finding -> request.existing().areInTheWay(finding.path()))
                .toList();
        if (!inTheWay.isEmpty()) {
            long zeros = inTheWay.stream()
                    .limit(DownloadingException.FilesInTheWay.NAMED)
                    .filter(this::isNothingButZeros)
                    .count();
            throw new DownloadingException.FilesInTheWay(
                    root,
                    inTheWay.stream().map(finding -> finding.path().text()).toList(),
                    Math.toIntExact(zeros));
        }
    }

    private boolean isNothingButZeros(FileFinding finding) {
        Path path = request.torrent().isSingleFile() ? root : Place.under(root, finding.path());
        try {
            return Files.size(path) > 0 && Holes.written(path) == 0;
        } catch (IOException e) {
            return false; // It is wrong in whatever way.
        }
    }

    /**
     * Downloads that other programs have left unfinished beside what is missing, for a person: each a path below the place's
     * folder and who left it. Their bytes count for nothing.
     */
    public List<String> halfDone() {
        return halfDone;
    }

    /** The files that this fetch has brought to the place, and nobody had there before. */
    public Set<DatasetPath> brought() {
        return brought;
    }

    /** True when nothing at all is at the place, or an empty folder. */
    public boolean isVacant() {
        return vacant;
    }

    /** True when nothing is to be fetched or mended; wrong files that are to be left are no work. */
    public boolean isDone() {
        return report.isPresent() && toMend(report.get()).damage().isEmpty();
    }

    /** The findings, where files were read. */
    public Optional<FixityReport> report() {
        return report;
    }

    /** The files that are missing, by index. */
    public BitSet missing() {
        Metainfo torrent = request.torrent();
        BitSet missing = new BitSet();
        for (int i = 0; i < torrent.files().size(); i++) {
            boolean chosen = request.chosen().test(torrent.files().get(i).path());
            int file = i;
            missing.set(
                    i,
                    report.map(found -> found.findings().get(file) instanceof FileFinding.Missing)
                            .orElse(chosen));
        }
        return missing;
    }

    /** True when files are there that are to be replaced. */
    public boolean replaces() {
        return report.stream()
                .flatMap(found -> toMend(found).damage().stream())
                .anyMatch(finding -> !(finding instanceof FileFinding.Missing));
    }

    /** The part of a report that a repair may deal with: files that are missing, and those that may be replaced. */
    public FixityReport toMend(FixityReport found) {
        return found.only(finding ->
                finding instanceof FileFinding.Missing || request.existing().replaces(finding.path()));
    }
}
