package org.seedbank.uploading.publish;

/** Hears how a publication comes along, on the thread that runs it. */
@FunctionalInterface
public interface PublishListener {

    /** Something happened. */
    void on(PublishEvent event);
}
