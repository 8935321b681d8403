package org.seedbank.cli;

/** What a command left behind. */
record Outcome(int exitCode, String out, String err) {}
