package org.seedbank.uploading.publish;

import java.util.List;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.uploading.selection.LeftOut;

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

    /** The dataset is being served to peers; the entry is posted next. */
    record Seeding() implements PublishEvent {}
}
