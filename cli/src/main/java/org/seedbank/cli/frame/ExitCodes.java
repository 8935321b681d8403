package org.seedbank.cli.frame;

import java.util.Map;
import org.seedbank.catalog.CatalogException;
import org.seedbank.database.DatabaseException;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmException;
import org.seedbank.tracker.api.TrackerException;
import org.seedbank.uploading.UploadingException;

/** The exit codes of every command. A number is never given another meaning. */
public final class ExitCodes {

    public static final int OK = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int DAMAGED = 3;
    static final int UNKNOWN_DATASET = 4;
    public static final int CATALOG = 5;
    public static final int NOBODY_HAS_IT = 6;
    /** The node is to be started again. */
    public static final int RESTART = 7;

    public static final int INTERRUPTED = 130;

    /** The codes in the words of {@code --help}; each command names those that it can end with. */
    public static final class Help {

        public static final String OK = "0:done";
        public static final String FAILED = "1:failed";
        public static final String USAGE = "2:wrong usage";
        public static final String DAMAGED = "3:the bytes are not what was published";
        public static final String UNKNOWN_DATASET = "4:no such dataset";
        public static final String CATALOG = "5:catalog unreachable or refused";
        public static final String NOBODY_HAS_IT = "6:nobody has it";
        /** Java's own code for that, of which it ends without asking the program. */
        public static final String OUT_OF_MEMORY = "3:out of memory";

        public static final String RESTART = "7:to be started again";
        public static final String INTERRUPTED = "130:interrupted";

        private Help() {}
    }

    private static final Map<Class<? extends SeedbankException>, Integer> BY_KIND = Map.ofEntries(
            Map.entry(IntegrityException.BadTorrent.class, FAILED),
            Map.entry(IntegrityException.BadMagnet.class, USAGE),
            Map.entry(IntegrityException.CannotRead.class, FAILED),
            Map.entry(IntegrityException.NothingToPublish.class, FAILED),
            Map.entry(IntegrityException.UnsupportedFile.class, FAILED),
            Map.entry(IntegrityException.UnusableName.class, FAILED),
            Map.entry(IntegrityException.ChangedWhileRead.class, FAILED),
            Map.entry(IntegrityException.TooManyFiles.class, FAILED),
            Map.entry(IntegrityException.TooManyPieces.class, FAILED),
            Map.entry(IntegrityException.NotThere.class, FAILED),
            Map.entry(IntegrityException.UnusableTarget.class, FAILED),
            Map.entry(IntegrityException.BadList.class, FAILED),
            Map.entry(IntegrityException.BadBag.class, FAILED),
            Map.entry(IntegrityException.DoesNotFit.class, FAILED),
            Map.entry(IntegrityException.NotListed.class, FAILED),
            Map.entry(IntegrityException.CannotWrite.class, FAILED),
            Map.entry(IntegrityException.NoSuchMember.class, USAGE),
            Map.entry(IntegrityException.NothingChosen.class, USAGE),
            Map.entry(IntegrityException.UnclearPart.class, USAGE),
            Map.entry(CatalogException.UnknownDataset.class, UNKNOWN_DATASET),
            Map.entry(CatalogException.AmbiguousReference.class, UNKNOWN_DATASET),
            Map.entry(CatalogException.ContestedSerial.class, UNKNOWN_DATASET),
            Map.entry(CatalogException.Unreachable.class, CATALOG),
            Map.entry(CatalogException.NotVisible.class, CATALOG),
            Map.entry(CatalogException.Withheld.class, CATALOG),
            Map.entry(CatalogException.Refused.class, CATALOG),
            Map.entry(CatalogException.BrokenEntry.class, CATALOG),
            Map.entry(CatalogException.MalformedEntry.class, CATALOG),
            Map.entry(CatalogException.Locked.class, CATALOG),
            Map.entry(CatalogException.NeedsLogin.class, CATALOG),
            Map.entry(CatalogException.LoginFailed.class, FAILED),
            Map.entry(CatalogException.BadSettings.class, FAILED),
            Map.entry(CatalogException.BadName.class, USAGE),
            Map.entry(CatalogException.CannotExport.class, FAILED),
            Map.entry(CatalogException.Unsupported.class, USAGE),
            Map.entry(CatalogException.TorrentMismatch.class, DAMAGED),
            Map.entry(DatabaseException.Damaged.class, FAILED),
            Map.entry(DatabaseException.NoTables.class, FAILED),
            Map.entry(DatabaseException.LaterVersion.class, FAILED),
            Map.entry(DatabaseException.ReadOnly.class, FAILED),
            Map.entry(DatabaseException.Full.class, FAILED),
            Map.entry(DatabaseException.Busy.class, FAILED),
            Map.entry(DatabaseException.UnsupportedFileSystem.class, FAILED),
            Map.entry(DatabaseException.NoLibrary.class, FAILED),
            Map.entry(DatabaseException.Unusable.class, FAILED),
            Map.entry(SwarmException.NativeUnavailable.class, FAILED),
            Map.entry(SwarmException.SignalChainingMissing.class, FAILED),
            Map.entry(SwarmException.CannotListen.class, FAILED),
            Map.entry(SwarmException.TorrentRefused.class, FAILED),
            Map.entry(SwarmException.DataMissing.class, FAILED),
            Map.entry(SwarmException.DiskFailed.class, FAILED),
            Map.entry(SwarmException.Stalled.class, NOBODY_HAS_IT),
            Map.entry(SwarmException.NobodyHasIt.class, NOBODY_HAS_IT),
            Map.entry(SwarmException.TimedOut.class, FAILED),
            Map.entry(SwarmException.Closed.class, FAILED),
            Map.entry(SwarmException.FolderUnusable.class, FAILED),
            Map.entry(UploadingException.BadDescription.class, USAGE),
            Map.entry(UploadingException.NoNewVersion.class, USAGE),
            Map.entry(UploadingException.ListedOtherwise.class, DAMAGED),
            Map.entry(UploadingException.WrongWebSeed.class, DAMAGED),
            Map.entry(UploadingException.NotThere.class, FAILED),
            Map.entry(UploadingException.BadTrackerList.class, FAILED),
            Map.entry(UploadingException.NoDataset.class, FAILED),
            Map.entry(UploadingException.UnusableNames.class, FAILED),
            Map.entry(UploadingException.OwnState.class, FAILED),
            Map.entry(UploadingException.LikelySecrets.class, FAILED),
            Map.entry(DownloadingException.Renamed.class, DAMAGED),
            Map.entry(DownloadingException.Swapped.class, DAMAGED),
            Map.entry(DownloadingException.CannotDownload.class, FAILED),
            Map.entry(DownloadingException.WebPage.class, FAILED),
            Map.entry(DownloadingException.UnknownKind.class, USAGE),
            Map.entry(DownloadingException.NoRoom.class, FAILED),
            Map.entry(DownloadingException.InTheWay.class, FAILED),
            Map.entry(DownloadingException.FilesInTheWay.class, FAILED),
            Map.entry(DownloadingException.CameMeanwhile.class, FAILED),
            Map.entry(DownloadingException.NameRefused.class, FAILED),
            Map.entry(DownloadingException.IncomingRefused.class, FAILED),
            Map.entry(DownloadingException.CannotWrite.class, FAILED),
            Map.entry(DownloadingException.NothingChosen.class, USAGE),
            Map.entry(DownloadingException.OnlyDamage.class, DAMAGED),
            Map.entry(DownloadingException.PiecesMissing.class, NOBODY_HAS_IT),
            Map.entry(DownloadingException.Busy.class, FAILED),
            Map.entry(NodeException.NotRunning.class, FAILED),
            Map.entry(NodeException.AlreadyRunning.class, FAILED),
            Map.entry(NodeException.RunsElsewhere.class, FAILED),
            Map.entry(NodeException.Unreachable.class, FAILED),
            Map.entry(NodeException.CannotListen.class, FAILED),
            Map.entry(NodeException.CannotServe.class, FAILED),
            Map.entry(NodeException.Failed.class, FAILED),
            Map.entry(NodeException.UnknownDataset.class, UNKNOWN_DATASET),
            Map.entry(NodeException.UnknownOrder.class, FAILED),
            Map.entry(NodeException.BadRequest.class, USAGE),
            Map.entry(NodeException.Refused.class, FAILED),
            Map.entry(NodeException.HeldElsewhere.class, FAILED),
            Map.entry(NodeException.PlaceTaken.class, FAILED),
            Map.entry(NodeException.NobodyHasIt.class, NOBODY_HAS_IT),
            Map.entry(NodeException.StateUnusable.class, FAILED),
            Map.entry(NodeException.NewerState.class, FAILED),
            Map.entry(NodeException.AmbiguousDataset.class, UNKNOWN_DATASET),
            Map.entry(TrackerException.CannotListen.class, FAILED),
            Map.entry(TrackerException.AlreadyRunning.class, FAILED),
            Map.entry(TrackerException.FolderUnusable.class, FAILED),
            Map.entry(TrackerException.KeyExists.class, FAILED),
            Map.entry(TrackerException.UnknownKey.class, FAILED),
            Map.entry(TrackerException.TooManyKeys.class, FAILED),
            Map.entry(CommandFailure.class, FAILED));

    private ExitCodes() {}

    /** The code of a verification: what could not be proven is a failure, but no damage. */
    public static int of(FixityReport report) {
        if (!report.damage().isEmpty() || report.hasFalseLinks()) {
            return DAMAGED;
        }
        return report.isIntact() ? OK : FAILED;
    }

    /** The code of a kind of failure; every kind has one, which a test holds. */
    public static int of(Class<? extends SeedbankException> kind) {
        Integer code = BY_KIND.get(kind);
        if (code == null) {
            throw new IllegalArgumentException("no exit code for " + kind.getName());
        }
        return code;
    }
}
