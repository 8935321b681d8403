package org.seedbank.cli.help;

import java.util.Arrays;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Prints the script by which a shell completes what is typed. */
@Command(
        name = "completion",
        description = {
            "",
            "Prints a script. For bash, write it to ~/.local/share/bash-completion/completions/seedbank; for zsh, to a"
                    + " file '_seedbank' in a folder of $fpath; for fish, to ~/.config/fish/completions/seedbank.fish.",
            "",
            "Serials, catalogs and names are those that 'list', 'publish', 'catalog' and 'status' have seen last."
        },
        footer = {"  seedbank completion bash", "  seedbank completion fish"},
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.USAGE})
public final class CompletionCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "bash|zsh|fish", converter = ShellName.class, description = "The shell.")
    private Shell shell;

    public CompletionCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.terminal().out().print(shell.script(spec.commandLine().getParent()));
        return ExitCodes.OK;
    }

    /** The name of a shell. */
    static final class ShellName implements ITypeConverter<Shell> {
        @Override
        public Shell convert(String text) {
            return Arrays.stream(Shell.values())
                    .filter(each -> each.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("'%s' is not bash, zsh or fish".formatted(text)));
        }
    }
}
