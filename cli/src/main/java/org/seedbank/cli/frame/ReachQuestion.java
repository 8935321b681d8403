package org.seedbank.cli.frame;

import java.util.Optional;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.cli.screen.SafeText;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.node.api.ReachText;
import org.seedbank.swarm.Network;

/** Question how far the node is to reach, as long as nobody has said: a person is asked once, a script is told how. */
public final class ReachQuestion {

    private final Context context;

    public ReachQuestion(Context context) {
        this.context = context;
    }

    /** Asks, if somebody is there, and keeps the answer. */
    public void ask() throws InterruptedException {
        Keyboard keyboard = context.keyboard();
        if (keyboard.isAttended()) {
            ask(keyboard, context.terminal());
        }
    }

    /** Says how to set it, unless it is set or somebody was asked. */
    public void tell() throws InterruptedException {
        if (!context.keyboard().isAttended() && new NodeReach(context).kept().isEmpty()) {
            context.terminal()
                    .say("how far the node reaches was never set, so it reaches this machine only;"
                            + " 'seedbank node reach network' or 'seedbank node reach public' changes that");
        }
    }

    private void ask(Keyboard keyboard, Terminal terminal) throws InterruptedException {
        terminal.tell(
                "how far is the node to reach, now and later? 'machine' is programs on this machine only, 'network'"
                        + " other machines here with private addresses, 'public' anybody anywhere");
        String answer = keyboard.answer("machine, network or public? [machine]", terminal);
        Optional<Network> said = answer.isEmpty() ? Optional.of(Network.LOCAL) : ReachText.parse(answer);
        if (said.isPresent()) {
            new NodeReach(context).change(said.get());
            terminal.say("kept: the node reaches %s; 'seedbank node reach' changes that"
                    .formatted(ReachText.whom(said.get())));
        } else {
            terminal.say("'%s' is none of them: the node reaches this machine only until 'seedbank node reach' sets it"
                    .formatted(SafeText.line(answer)));
        }
    }
}
