package feedback.pos.store;

import feedback.pos.message.Entry;
import feedback.pos.message.Message;
import feedback.pos.store.Mutant.Sound;
import feedback.pos.testkit.EverythingContract;
import feedback.pos.testkit.LimitContract;
import feedback.pos.testkit.ListContract;
import feedback.pos.testkit.ReadContract;
import feedback.pos.testkit.SearchContract;
import feedback.pos.testkit.SnapshotContract;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can go wrong when messages are listed and given out. */
final class ReadMutants {
    private ReadMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(conditions());
        all.addAll(words());
        all.addAll(lists());
        all.addAll(wakes());
        all.addAll(givenOut());
        all.addAll(found());
        return all;
    }

    /** A list that passes over one condition, or takes it for another. */
    private static List<Mutant> conditions() {
        return List.of(
                filtering("from counts", each -> each.withFrom(null)),
                filtering("to counts", each -> each.withTo(null)),
                filtering("organization counts", each -> each.withOrganization(null)),
                filtering("territory counts", each -> each.withTerritory(null)),
                filtering("topic counts", each -> each.withTopic(null)),
                filtering("kind counts", each -> each.withKind(null)),
                filtering("fast track counts", each -> each.withFastTrack(null)),
                filtering("stages count", each -> each.withStages(Set.of())),
                filtering("outcome counts", each -> each.withOutcome(null)),
                filtering("lateness counts", each -> each.withOverdue(null)),
                filtering("rating counts", each -> each.withRating(null)),
                filtering("channel counts", each -> each.withChannel(null)),
                filtering("text counts", each -> each.withText(null)),
                filtering("applicant counts", each -> each.withApplicant(null)),
                filtering("whether it is open counts", each -> each.withOpen(null)),
                filtering("the leader counts", each -> each.withJoined(null)),
                filtering("the rights of who asks count", each -> each.withWithin(null)),
                filtering(
                        "no rights show nothing",
                        each -> each.within() != null && each.within().isEmpty() ? each.withWithin(null) : each),
                filtering("what was created at from is listed", each -> {
                    Instant from = each.from();
                    return from == null ? each : each.withFrom(from.plus(1, ChronoUnit.MICROS));
                }),
                filtering("what was created at to is not listed", each -> {
                    Instant to = each.to();
                    return to == null ? each : each.withTo(to.plus(1, ChronoUnit.MICROS));
                }),
                replacing("an organization is not another one whose name begins so", each -> {
                    String wanted = each.organization();
                    return wanted == null
                            ? null
                            : listed(
                                    each.withOrganization(null),
                                    one -> one.holder().path().stream().anyMatch(id -> id.startsWith(wanted)));
                }),
                replacing("a text is one text, not the whole message", each -> {
                    String text = each.text();
                    return text == null
                            ? null
                            : listed(each.withText(null), one -> one.toString().contains(text));
                }),
                replacing("zeros at the end of a territory mean all of it", each -> {
                    var territory = each.territory();
                    return territory == null
                            ? null
                            : listed(
                                    each.withTerritory(null),
                                    one -> one.submission().territory().oktmo().startsWith(territory.oktmo()));
                }),
                replacing(
                        "lateness is judged to the microsecond",
                        each -> each.overdue() == null
                                ? null
                                : listed(each.withOverdue(null), one -> {
                                    Instant now = each.now().plus(1, ChronoUnit.MICROS);
                                    return one.isOverdue(now) == each.overdue();
                                })));
    }

    private static Mutant filtering(String promise, UnaryOperator<Filter> change) {
        return filtering(ListContract.class, promise, change);
    }

    private static Mutant filtering(Class<?> contract, String promise, UnaryOperator<Filter> change) {
        return new Mutant("of a filter: " + promise, contract, () -> new Sound() {
            @Override
            public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                return super.list(change.apply(filter), after, limit);
            }
        });
    }

    private record Listed(Filter filter, Predicate<Message> also) {}

    private static Listed listed(Filter filter, Predicate<Message> also) {
        return new Listed(filter, also);
    }

    private interface Replacement {
        @Nullable
        Listed of(Filter filter);
    }

    private static Mutant replacing(String promise, Replacement replacement) {
        return replacing(ListContract.class, promise, replacement);
    }

    private static Mutant replacing(Class<?> contract, String promise, Replacement replacement) {
        return new Mutant("of a filter: " + promise, contract, () -> new Sound() {
            @Override
            public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                Listed other = replacement.of(filter);
                return other == null
                        ? super.list(filter, after, limit)
                        : super.list(other.filter(), after, 1000).stream()
                                .filter(other.also())
                                .limit(limit)
                                .toList();
            }
        });
    }

    /** A list by words that takes them otherwise. */
    private static List<Mutant> words() {
        return List.of(
                replacing(SearchContract.class, "the form of a word does not matter", filter -> {
                    String text = filter.text();
                    return listed(
                            filter,
                            message ->
                                    text == null || message.submission().text().contains(text));
                }),
                replacing(SearchContract.class, "a number is found as a text", filter -> {
                    String text = filter.text();
                    return listed(
                            filter, message -> text == null || !message.number().equalsIgnoreCase(text));
                }),
                filtering(
                        SearchContract.class,
                        "what only those concerned may read finds nothing for others",
                        each -> each.text() == null ? each : each.withOpen(null)));
    }

    private static List<Mutant> lists() {
        return List.of(
                new Mutant("ids are listed as unsigned bytes", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        Comparator<Position> signed = Comparator.comparing(Position::createdAt)
                                .thenComparing(Position::id)
                                .reversed();
                        return super.list(filter, null, 10_000).stream()
                                .filter(each -> after == null || signed.compare(Position.of(each), after) > 0)
                                .sorted(Comparator.comparing(Position::of, signed))
                                .limit(limit)
                                .toList();
                    }
                }),
                new Mutant("a page does not repeat the last one before", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        List<Message> page = new ArrayList<>();
                        if (after != null) {
                            find(after.id()).ifPresent(page::add);
                        }
                        page.addAll(super.list(filter, after, limit));
                        return part(page, limit);
                    }
                }),
                new Mutant(
                        "messages of one instant are not missed between pages", LimitContract.class, () -> new Sound() {
                            @Override
                            public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                                return super.list(
                                        filter,
                                        after == null ? null : new Position(after.createdAt(), new UUID(0, 0)),
                                        limit);
                            }
                        }),
                new Mutant("pages are counted from a place, not in rows", ListContract.class, () -> new Sound() {
                    private int seen;

                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        seen = after == null ? 0 : seen;
                        List<Message> all = super.list(filter, null, 10_000);
                        List<Message> page = part(all.subList(Math.min(seen, all.size()), all.size()), limit);
                        seen += page.size();
                        return page;
                    }
                }),
                new Mutant("a page is no longer than its limit", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        return super.list(filter, after, limit + 1);
                    }
                }),
                new Mutant("a page of a thousand is full", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        return super.list(filter, after, Math.min(limit, 999));
                    }
                }),
                new Mutant("the newest comes first", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        return reversed(super.list(filter, after, limit));
                    }
                }),
                new Mutant("messages before 1970 stand in their order", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Message> list(Filter filter, @Nullable Position after, int limit) {
                        return super.list(filter, after, limit).stream()
                                .filter(each -> !each.createdAt().isBefore(Instant.EPOCH))
                                .toList();
                    }
                }));
    }

    private static List<Mutant> wakes() {
        return List.of(
                new Mutant("what is due goes on behind the last one seen", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        return super.due(now, null, limit);
                    }
                }),
                new Mutant("what is due now is due", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        return super.due(now.minus(1, ChronoUnit.MICROS), after, limit);
                    }
                }),
                new Mutant("nothing is due before its time", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        return super.due(now.plusSeconds(1), after, limit);
                    }
                }),
                new Mutant("the earliest is due first", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        return reversed(super.due(now, after, limit));
                    }
                }),
                new Mutant("wakes of one instant are not missed between pages", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        return super.due(now, after == null ? null : new Wake(after.at(), new UUID(-1, -1)), limit);
                    }
                }),
                new Mutant("wakes of one instant stand as unsigned bytes", ListContract.class, () -> new Sound() {
                    @Override
                    public List<Wake> due(Instant now, @Nullable Wake after, int limit) {
                        Comparator<Wake> signed = Comparator.comparing(Wake::at).thenComparing(Wake::message);
                        return super.due(now, null, 10_000).stream()
                                .filter(each -> after == null || signed.compare(each, after) > 0)
                                .sorted(signed)
                                .limit(limit)
                                .toList();
                    }
                }),
                new Mutant("wakes are kept to the microsecond", LimitContract.class, () -> new Sound() {
                    @Override
                    public List<Change> commit(List<Change> changes) {
                        return commitRevised(changes, each -> {
                            Instant wake = each.wake();
                            return new Revision(
                                    each.after(),
                                    each.expected(),
                                    each.entries(),
                                    wake == null ? null : wake.truncatedTo(ChronoUnit.MILLIS),
                                    each.tidings(),
                                    each.redacted());
                        });
                    }
                }));
    }

    private static List<Mutant> givenOut() {
        return List.of(
                giving(
                        "tidings are given out",
                        each -> new Held(each.message(), each.journal(), each.wake(), List.of())),
                giving("wakes are given out", each -> new Held(each.message(), each.journal(), null, each.tidings())),
                giving(
                        "a journal is given out from its first line",
                        each -> new Held(
                                each.message(),
                                each.journal()
                                        .subList(
                                                each.journal().size() - 1,
                                                each.journal().size()),
                                each.wake(),
                                each.tidings())),
                giving(
                        "what took the place of personal data is given out",
                        each -> new Held(
                                each.message(),
                                each.journal().stream()
                                        .map(ReadMutants::withoutDigest)
                                        .toList(),
                                each.wake(),
                                each.tidings())),
                new Mutant("what was taken is given out", EverythingContract.class, () -> new Sound() {
                    @Override
                    public List<Held> everything(@Nullable UUID after, int limit) {
                        List<Tiding> free = pending(Instant.parse("2026-06-01T00:00:00Z"), 1000);
                        return super.everything(after, limit).stream()
                                .map(each -> new Held(
                                        each.message(),
                                        each.journal(),
                                        each.wake(),
                                        each.tidings().stream()
                                                .filter(free::contains)
                                                .toList()))
                                .toList();
                    }
                }),
                new Mutant(
                        "everything runs in the order of unsigned bytes", EverythingContract.class, () -> new Sound() {
                            @Override
                            public List<Held> everything(@Nullable UUID after, int limit) {
                                return super.everything(null, 10_000).stream()
                                        .filter(each -> after == null
                                                || each.message().id().compareTo(after) > 0)
                                        .sorted(Comparator.comparing(
                                                each -> each.message().id()))
                                        .limit(limit)
                                        .toList();
                            }
                        }),
                new Mutant(
                        "everything goes on from a place that nobody takes",
                        EverythingContract.class,
                        () -> new Sound() {
                            @Override
                            public List<Held> everything(@Nullable UUID after, int limit) {
                                return after != null && find(after).isEmpty()
                                        ? List.of()
                                        : super.everything(after, limit);
                            }
                        }),
                new Mutant("everything about a message is of one moment", EverythingContract.class, () -> new Sound() {
                    @Override
                    public List<Held> everything(@Nullable UUID after, int limit) {
                        List<Held> page = super.everything(after, limit);
                        window();
                        return page.stream()
                                .map(each -> new Held(
                                        each.message(), journal(each.message().id()), each.wake(), each.tidings()))
                                .toList();
                    }

                    @Override
                    public List<Change> commit(List<Change> changes) {
                        window();
                        return super.commit(changes);
                    }
                }));
    }

    private static Mutant giving(String promise, UnaryOperator<Held> change) {
        return new Mutant(promise, EverythingContract.class, () -> new Sound() {
            @Override
            public List<Held> everything(@Nullable UUID after, int limit) {
                return super.everything(after, limit).stream().map(change).toList();
            }
        });
    }

    static Entry withoutDigest(Entry each) {
        return new Entry(
                each.message(),
                each.version(),
                each.at(),
                each.by(),
                each.role(),
                each.type(),
                each.body(),
                each.seal());
    }

    private static List<Mutant> found() {
        return List.of(
                new Mutant("unknown ids are passed over", ReadContract.class, () -> new Sound() {
                    @Override
                    public List<Message> findAll(Collection<UUID> ids) {
                        return ids.stream().allMatch(each -> find(each).isPresent()) ? super.findAll(ids) : List.of();
                    }
                }),
                new Mutant("an id named twice is found once", ReadContract.class, () -> new Sound() {
                    @Override
                    public List<Message> findAll(Collection<UUID> ids) {
                        return ids.stream()
                                .map(this::find)
                                .flatMap(Optional::stream)
                                .toList();
                    }
                }),
                new Mutant("a thousand are found at once", ReadContract.class, () -> new Sound() {
                    @Override
                    public List<Message> findAll(Collection<UUID> ids) {
                        return part(super.findAll(ids), 999);
                    }
                }),
                new Mutant("a snapshot shows the journal too", ReadContract.class, () -> new Sound() {
                    @Override
                    public Storage snapshot() {
                        return new Sound(real) {
                            @Override
                            public List<Entry> journal(UUID id) {
                                return List.of();
                            }
                        };
                    }
                }),
                new Mutant("a storage outlives its snapshots", ReadContract.class, () -> new Sound() {
                    private boolean isClosed;

                    @Override
                    public Storage snapshot() {
                        return new Sound(real) {
                            @Override
                            public void close() {
                                closeAll();
                            }
                        };
                    }

                    private void closeAll() {
                        isClosed = true;
                    }

                    @Override
                    public Optional<Message> find(UUID id) {
                        return isClosed ? Optional.empty() : super.find(id);
                    }
                }),
                new Mutant("a real snapshot does not change", SnapshotContract.class, Sound::new),
                new Mutant(
                        "a real snapshot is as of when it was opened, the outbox too",
                        SnapshotContract.class,
                        () -> new Copying() {
                            @Override
                            public Storage snapshot() {
                                Sound now = this;
                                return new Sound(copy()) {
                                    @Override
                                    public List<Tiding> pending(Instant at, int limit) {
                                        return now.pending(at, limit);
                                    }
                                };
                            }
                        }));
    }

    /** A storage in memory whose snapshots are copies. */
    static class Copying extends Sound {
        @Override
        public Storage snapshot() {
            return copy();
        }

        /** What is written meanwhile waits, as far as messages go. */
        final Storage copy() {
            Storage copy = Storage.inMemory();
            synchronized (real) {
                List<Held> all = real.messages().everything(null, 100_000);
                copy.messages()
                        .commit(all.stream()
                                .map(each -> Change.of(each.asNew()))
                                .toList());
                for (String kind : real.records().kinds()) {
                    copy.records().put(real.records().list(kind, "", 100_000));
                }
            }
            return copy;
        }
    }
}
