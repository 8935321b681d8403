package org.seedbank.cli;

/** What a command left behind. */
public record Outcome(int exitCode, String out, String err) {}
