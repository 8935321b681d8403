package org.seedbank.uploading.publish;

import java.util.List;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.uploading.selection.LeftOut;
import org.seedbank.uploading.webseed.WebSeedFinding;

/** How a publication comes along. */
public sealed interface PublishEvent {

    /** The files were listed; hashing begins. */
    record Scanned(Dataset dataset) implements PublishEvent {}

    /** Something a person should know; the publication goes on. Text may hold names from disk. */
    record Warned(String text) implements PublishEvent {}

    /** Version control, caches and litter would be published too, which a person may not want. Text may hold names. */
    record Littered(String text) implements PublishEvent {}

    /** Some of what lies in the dataset's folder is no part of it. */
    record LeftOutOfIt(List<LeftOut> leftOut) implements PublishEvent {}

    /** Hashing goes on from a checkpoint: so many bytes were hashed before and are not read again. */
    record Resumed(long bytes) implements PublishEvent {}

    /** Hashing goes on; about ten times a second. */
    record Hashed(Progress.Advance advance) implements PublishEvent {}

    /** A web seed is asked, which may take a while. Its address is without what looks like a personal key. */
    record WebSeedAsked(String url) implements PublishEvent {}

    /** So many bytes of a web seed were read to be looked at. */
    record WebSeedRead(long bytes) implements PublishEvent {}

    /** A web seed was looked at. Its text is partly the server's. */
    record WebSeedLooked(WebSeedFinding finding, Metainfo torrent) implements PublishEvent {}

    /** The dataset is being served to peers; the entry is posted next. */
    record Seeding() implements PublishEvent {}
}
