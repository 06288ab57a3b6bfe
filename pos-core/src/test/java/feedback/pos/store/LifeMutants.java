package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.RedactContract;
import feedback.pos.testkit.WorkOffContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can go wrong when messages are worked off and redacted. */
final class LifeMutants {
    private LifeMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(workedOff());
        all.addAll(redacted());
        return all;
    }

    private interface WorkOff {
        MessageStore.Round of(
                Sound storage,
                Instant now,
                @Nullable Wake after,
                int limit,
                Function<List<Message>, List<Change>> decide);
    }

    private static Mutant working(String promise, WorkOff how) {
        return new Mutant("working off: " + promise, WorkOffContract.class, () -> new Sound() {
            @Override
            public Round workOff(
                    Instant now, @Nullable Wake after, int limit, Function<List<Message>, List<Change>> decide) {
                return how.of(this, now, after, limit, decide);
            }
        });
    }

    private static List<Mutant> workedOff() {
        return List.of(
                working("what the decision throws is thrown on", (storage, now, after, limit, decide) -> {
                    List<Wake> due = storage.due(now, after, limit);
                    try {
                        return storage.real.messages().workOff(now, after, limit, decide);
                    } catch (IllegalStateException swallowed) {
                        return new MessageStore.Round(due, List.of());
                    }
                }),
                working("nothing is written when the decision throws", (storage, now, after, limit, decide) -> {
                    List<Wake> due = storage.due(now, after, limit);
                    return storage.real.messages().workOff(now, after, limit, messages -> {
                        try {
                            return decide.apply(messages);
                        } catch (IllegalStateException e) {
                            // Put off, as somebody does who leases what is due.
                            messages.forEach(each -> storage.commit(List.of(Change.of(new Revision(
                                    each, each.version(), List.of(), now.plusSeconds(60L + due.size()), List.of())))));
                            throw e;
                        }
                    });
                }),
                working("the decision is asked for once", (storage, now, after, limit, decide) -> {
                    MessageStore.Round round = storage.real.messages().workOff(now, after, limit, decide);
                    return round.losers().isEmpty()
                            ? round
                            : storage.real.messages().workOff(now, after, limit, decide);
                }),
                working("nobody is asked when nothing is due", (storage, now, after, limit, decide) -> {
                    boolean isNothingDue = storage.due(now, after, limit).isEmpty();
                    return isNothingDue
                            ? new MessageStore.Round(List.of(), decide.apply(List.of()))
                            : storage.real.messages().workOff(now, after, limit, decide);
                }),
                working(
                        "the earliest is handed out first",
                        (storage, now, after, limit, decide) -> storage.real
                                .messages()
                                .workOff(now, after, limit, messages -> decide.apply(Sound.reversed(messages)))),
                working(
                        "what is handed out is what is stored",
                        (storage, now, after, limit, decide) -> storage.real
                                .messages()
                                .workOff(
                                        now,
                                        after,
                                        limit,
                                        messages -> decide.apply(messages.stream()
                                                .map(each -> Sound.edited(each, "EXECUTION", "APPROVAL"))
                                                .toList()))),
                working(
                        "what is decided is written",
                        (storage, now, after, limit, decide) -> storage.real
                                .messages()
                                .workOff(now, after, limit, messages -> {
                                    return Sound.part(decide.apply(messages), 0);
                                })),
                working(
                        "losers are reported",
                        (storage, now, after, limit, decide) -> new MessageStore.Round(
                                storage.real
                                        .messages()
                                        .workOff(now, after, limit, decide)
                                        .due(),
                                List.of())),
                working(
                        "a loser does not keep the others from being written",
                        (storage, now, after, limit, decide) -> storage.real
                                .messages()
                                .workOff(now, after, limit, messages -> {
                                    List<Change> changes = decide.apply(messages);
                                    boolean anyStale = changes.stream()
                                            .flatMap(each -> each.revisions().stream())
                                            .anyMatch(each ->
                                                    storage.find(each.after().id())
                                                                    .orElseThrow()
                                                                    .version()
                                                            != each.expected());
                                    return anyStale
                                            ? changes.stream()
                                                    .filter(each -> each.revisions()
                                                                    .get(0)
                                                                    .expected()
                                                            > 1)
                                                    .toList()
                                            : changes;
                                })),
                working(
                        "no more than the limit is handed out",
                        (storage, now, after, limit, decide) ->
                                storage.real.messages().workOff(now, after, limit + 1, decide)),
                working(
                        "it goes on behind the last one",
                        (storage, now, after, limit, decide) ->
                                storage.real.messages().workOff(now, null, limit, decide)),
                working(
                        "nothing is handed out before its time",
                        (storage, now, after, limit, decide) ->
                                storage.real.messages().workOff(now.plusSeconds(60), after, limit, decide)),
                working("what nothing was decided about stays due", (storage, now, after, limit, decide) -> {
                    MessageStore.Round round = storage.real.messages().workOff(now, after, limit, decide);
                    for (Wake each : storage.due(now, after, limit)) {
                        Message left = storage.find(each.message()).orElseThrow();
                        storage.commit(
                                List.of(Change.of(new Revision(left, left.version(), List.of(), null, List.of()))));
                    }
                    return round;
                }),
                working(
                        "what somebody finished meanwhile is not decided again",
                        (storage, now, after, limit, decide) -> {
                            List<Wake> due = storage.due(now, after, limit);
                            if (due.isEmpty()) {
                                return new MessageStore.Round(due, List.of());
                            }
                            storage.window();
                            Map<UUID, Message> found = new HashMap<>();
                            storage.findAll(due.stream().map(Wake::message).toList())
                                    .forEach(each -> found.put(each.id(), each));
                            List<Change> changes = decide.apply(due.stream()
                                    .map(each -> Objects.requireNonNull(found.get(each.message())))
                                    .toList());
                            return new MessageStore.Round(due, storage.commit(changes));
                        }));
    }

    private static List<Mutant> redacted() {
        return List.of(
                redacting("redacted lines take the place of the old ones", each -> without(each, List.of())),
                redacting(
                        "every line that is redacted takes its place",
                        each -> without(each, Sound.part(each.redacted(), 1))),
                redacting(
                        "a redacted line stands under its version",
                        each -> without(
                                each,
                                each.redacted().stream()
                                        .map(line -> new Entry(
                                                line.message(),
                                                1,
                                                line.at(),
                                                line.by(),
                                                line.role(),
                                                line.type(),
                                                line.body(),
                                                line.seal(),
                                                line.digest()))
                                        .toList())),
                new Mutant("redacting: no line is added", RedactContract.class, () -> new Sound() {
                    private final List<Entry> added = new ArrayList<>();

                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(changes, each -> {
                            added.addAll(each.redacted());
                            return without(each, List.of());
                        });
                    }

                    @Override
                    public List<Entry> journal(UUID id) {
                        List<Entry> lines = new ArrayList<>(super.journal(id));
                        lines.addAll(added);
                        return lines;
                    }
                }),
                reading("redacting: the digest stays under the seal", ReadMutants::withoutDigest),
                reading(
                        "redacting: the author is gone",
                        each -> new Entry(
                                each.message(),
                                each.version(),
                                each.at(),
                                "anna",
                                each.role(),
                                each.type(),
                                each.body(),
                                each.seal(),
                                each.digest())),
                new Mutant("redacting: a loser leaves the old lines", RedactContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        List<Change> losers = super.commit(changes);
                        losers.forEach(loser -> loser.revisions()
                                .forEach(each -> find(each.after().id())
                                        .ifPresent(held -> super.commit(List.of(Change.of(new Revision(
                                                held,
                                                held.version(),
                                                List.of(),
                                                null,
                                                List.of(),
                                                each.redacted())))))));
                        return losers;
                    }
                }),
                new Mutant(
                        "redacting: nobody is found by the applicant that was",
                        RedactContract.class,
                        () -> new Sound() {
                            private final Map<UUID, String> first = new ConcurrentHashMap<>();

                            @Override
                            public List<Change> commit(List<Change> changes) {
                                changes.forEach(each -> each.revisions()
                                        .forEach(one -> first.putIfAbsent(
                                                one.after().id(),
                                                one.after().submission().applicant())));
                                return super.commit(changes);
                            }

                            @Override
                            public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                                String wanted = filter.applicant();
                                return wanted == null
                                        ? super.list(filter, after, limit)
                                        : super.list(filter.withApplicant(null), after, 1000).stream()
                                                .filter(each -> wanted.equals(first.get(each.id())))
                                                .limit(limit)
                                                .toList();
                            }
                        }),
                new Mutant(
                        "redacting: nobody is found by having no applicant", RedactContract.class, () -> new Sound() {
                            @Override
                            public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                                return super.list(
                                        "".equals(filter.applicant()) ? filter.withApplicant(null) : filter,
                                        after,
                                        limit);
                            }
                        }),
                new Mutant("redacting: wake and tidings are written as ever", RedactContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(
                                changes,
                                each -> each.redacted().isEmpty()
                                        ? each
                                        : new Revision(
                                                each.after(),
                                                each.expected(),
                                                each.entries(),
                                                null,
                                                List.of(),
                                                each.redacted()));
                    }
                }));
    }

    private static Mutant redacting(String promise, UnaryOperator<Revision> how) {
        return new Mutant("redacting: " + promise, RedactContract.class, () -> new Sound() {
            @Override
            public List<Change> commit(List<Change> changes) {
                return commitRevised(changes, how);
            }
        });
    }

    private static Mutant reading(String promise, UnaryOperator<Entry> how) {
        return new Mutant(promise, RedactContract.class, () -> new Sound() {
            @Override
            public List<Entry> journal(UUID id) {
                return super.journal(id).stream().map(how).toList();
            }
        });
    }

    private static Revision without(Revision each, List<Entry> redacted) {
        return new Revision(each.after(), each.expected(), each.entries(), each.wake(), each.tidings(), redacted);
    }
}
