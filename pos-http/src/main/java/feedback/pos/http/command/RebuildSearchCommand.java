package feedback.pos.http.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the index of words anew, also while a server works on the base. */
@Command(
        name = "rebuild-search",
        mixinStandardHelpOptions = true,
        description = {
            "Makes anew what messages are found by: the index of words, and the names of people.",
            "Nothing is lost without it: an index that is missing or damaged is made anew by itself."
        })
@SuppressWarnings("NullAway.Init")
final class RebuildSearchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Override
    public Integer call() {
        return Running.run(spec, this::rebuild);
    }

    private void rebuild() throws Exception {
        Map<String, Object> done = base.run(Operations.REBUILD_SEARCH, Map.of(), any -> {});
        output.print(done, "the index of words was made anew");
    }
}
