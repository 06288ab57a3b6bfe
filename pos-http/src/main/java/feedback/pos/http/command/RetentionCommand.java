package feedback.pos.http.command;

import feedback.pos.Pos;
import feedback.pos.message.Message;
import feedback.pos.procedure.Procedure;
import feedback.pos.store.Held;
import feedback.pos.store.Storage;
import feedback.pos.topic.Detection;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Applies the region's rule on how long messages are kept to those that were finished before the rule was made. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "Applies the region's retention rule to messages that were finished before it was loaded.",
            "It books when each is looked at next; the server then anonymizes and removes what is due."
        })
@SuppressWarnings("NullAway.Init")
final class RetentionCommand implements Callable<Integer> {
    private static final int PAGE = 500;

    @Spec
    private CommandSpec spec;

    @Mixin
    private BaseOptions base;

    @Mixin
    private Output output;

    @Option(
            names = "--dry-run",
            description = "Change nothing; say how many messages would be anonymized and how many removed right away.")
    private boolean dryRun;

    @Override
    public Integer call() {
        return Running.run(spec, this::apply);
    }

    private void apply() throws Exception {
        try (Storage storage = base.openExisting()) {
            Pos pos = Pos.under(BaseOptions.regulation(storage, BaseOptions.usualBeyond()))
                    .storage(storage)
                    .detector(text -> Detection.none())
                    .open();
            Map<String, Object> json = new LinkedHashMap<>();
            if (dryRun) {
                int[] due = due(storage, new Procedure(pos.regulation()), pos.now());
                json.put("anonymized", due[0]);
                json.put("removed", due[1]);
                output.print(json, due[0] + " would be anonymized and " + due[1] + " removed right away");
            } else {
                int moved = pos.rebook();
                json.put("rebooked", moved);
                output.print(json, moved + " messages are booked anew; the server's next sweeps do what is due");
            }
        }
    }

    private static int[] due(Storage storage, Procedure procedure, Instant now) {
        int anonymized = 0;
        int removed = 0;
        try (Storage still = storage.snapshot()) {
            @Nullable UUID after = null;
            List<Held> page;
            do {
                page = still.messages().everything(after, PAGE);
                for (Held held : page) {
                    Message message = held.message();
                    after = message.id();
                    boolean isDue = message.stage().isFinal() && isPast(procedure.nextWake(message), now);
                    if (isDue && procedure.isExpired(message, now)) {
                        removed++;
                    } else if (isDue && !message.isAnonymous()) {
                        anonymized++;
                    }
                }
            } while (page.size() == PAGE);
        }
        return new int[] {anonymized, removed};
    }

    private static boolean isPast(@Nullable Instant moment, Instant now) {
        return moment != null && !moment.isAfter(now);
    }
}
