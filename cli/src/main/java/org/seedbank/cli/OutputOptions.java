package org.seedbank.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import picocli.CommandLine.Option;

/** How results are printed. */
final class OutputOptions {

    private static final Gson PRETTY =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    @Option(names = "--json", description = "Print the result as JSON; see the manual for its shape.")
    private boolean json;

    boolean json() {
        return json;
    }

    static void print(JsonObject result, Terminal terminal) {
        terminal.out().println(SafeText.json(PRETTY.toJson(result)));
        terminal.out().flush();
    }
}
