package feedback.pos.http.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Erases a person, also while a server works on the base. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases a person: takes personal data out of all their messages and forgets who they were.",
            "Refused while a message of theirs still waits for an answer."
        })
@SuppressWarnings("NullAway.Init")
final class EraseCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "PERSON", description = "The person's id.")
    private String person;

    @Override
    public Integer call() {
        return Running.run(spec, this::erase);
    }

    private void erase() throws Exception {
        Map<String, Object> erased = base.run(Operations.ERASE, Map.of(Operations.PERSON, person), any -> {});
        output.print(erased, "erased " + person + ", from " + erased.get("messages") + " messages");
    }
}
