package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.ScheduleText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Adds a rule to the schedule. */
@Command(
        name = "add",
        header = "Add a rule to the schedule.",
        description = {
            "",
            "For example: seedbank schedule add 08:00-18:00 mon-fri up 100K down 1M. Days are such as 'mon', 'mon-fri',"
                    + " 'sat,sun' or 'daily'; hours may reach over midnight; what is not named is not limited."
        },
        exitCodeList = {ExitCodes.Help.OK, ExitCodes.Help.FAILED, ExitCodes.Help.USAGE, ExitCodes.Help.INTERRUPTED})
final class ScheduleAddCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "RULE", description = "FROM-TO DAYS [up RATE] [down RATE]")
    private List<String> words;

    ScheduleAddCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        ScheduleRule rule = rule();
        NodeControl node = context.nodes().required();
        List<ScheduleRule> rules = new ArrayList<>(node.schedule());
        rules.add(rule);
        ScheduleCommand.print(node.schedule(rules), context.terminal());
        return ExitCodes.OK;
    }

    private ScheduleRule rule() {
        try {
            return ScheduleText.parse(String.join(" ", words));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
