package org.seedbank.downloading;

/** Hears how a fetch comes along, on the thread that runs it. */
@FunctionalInterface
public interface FetchListener {

    /** Something happened. */
    void on(FetchEvent event);
}
