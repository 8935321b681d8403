package org.seedbank.downloading.repair;

/** Hears how a repair comes along, on the thread that runs it. */
@FunctionalInterface
public interface RepairListener {

    /** Something happened. */
    void on(RepairEvent event);
}
