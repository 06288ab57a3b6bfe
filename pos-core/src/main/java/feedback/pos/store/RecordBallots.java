package feedback.pos.store;

import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.store.Records.Document;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ballot boxes as documents, for storages that have nothing better: a box is a document with its counters, and each line, voter and
 * text is one beside it. All is written together with the box's own document, if that is still as it was seen: so one writer
 * follows the other, and one chain is enough. What a crash leaves of the small documents by which others are found is passed
 * over by readers.
 */
final class RecordBallots implements BallotBox {
    private static final int TRIES = 1_000;
    private static final int PAGE = 1_000;
    private static final int CHAIN = 0;
    private static final String BOX = "ballot-box";
    private static final String LINE = "ballot-line";
    private static final String VOTER = "ballot-voter";
    private static final String PERSON = "ballot-person";
    private static final String TEXT = "ballot-text";
    private static final String JUDGED = "ballot-judged";

    private final Records records;

    RecordBallots(Records records) {
        this.records = records;
    }

    /** The document of a box. The turn is another one after each step. */
    private record State(
            long turn, boolean isOpen, long length, String seal, Map<String, Long> counters, Map<String, Long> quotas) {
        static State read(String body) {
            Iterator<@Nullable String> fields = Fields.split(body);
            return new State(
                    Long.parseLong(field(fields)),
                    Boolean.parseBoolean(field(fields)),
                    Long.parseLong(field(fields)),
                    field(fields),
                    amounts(field(fields)),
                    amounts(field(fields)));
        }

        private static Map<String, Long> amounts(String joined) {
            Map<String, Long> amounts = new TreeMap<>();
            Iterator<@Nullable String> fields = Fields.split(joined);
            while (fields.hasNext()) {
                amounts.put(field(fields), Long.parseLong(field(fields)));
            }
            return amounts;
        }

        private static String write(Map<String, Long> amounts) {
            List<String> fields = new ArrayList<>();
            amounts.forEach((name, amount) -> fields.addAll(List.of(name, Long.toString(amount))));
            return Fields.join(fields);
        }

        String write() {
            return Fields.join(List.of(
                    Long.toString(turn),
                    Boolean.toString(isOpen),
                    Long.toString(length),
                    seal,
                    write(counters),
                    write(quotas)));
        }

        State next(boolean remainsOpen, Head head, Map<String, Long> counted, Map<String, Long> used) {
            return new State(
                    turn + 1, remainsOpen, head.length(), head.seal(), sum(counters, counted), sum(quotas, used));
        }

        State next(boolean remainsOpen) {
            return next(remainsOpen, head(), Map.of(), Map.of());
        }

        private static Map<String, Long> sum(Map<String, Long> amounts, Map<String, Long> more) {
            Map<String, Long> sum = new TreeMap<>(amounts);
            more.forEach((name, amount) -> sum.merge(name, amount, Long::sum));
            return sum;
        }

        Head head() {
            return new Head(CHAIN, length, seal);
        }
    }

    /** What a step comes to: its answer, the box behind it, or null to change nothing, and what is written with it. */
    private record Step<T>(T answer, @Nullable State after, List<Document> documents) {
        static <T> Step<T> nothing(T answer) {
            return new Step<>(answer, null, List.of());
        }
    }

    private <T> T step(UUID poll, T absent, Function<State, Step<T>> decide) {
        for (int tries = 0; tries < TRIES; tries++) {
            String seen = records.get(BOX, poll.toString()).orElse(null);
            if (seen == null) {
                return absent;
            }
            Step<T> step = decide.apply(State.read(seen));
            State after = step.after();
            if (after == null) {
                return step.answer();
            }
            List<Document> documents = new ArrayList<>(step.documents());
            documents.add(new Document(BOX, poll.toString(), after.write()));
            if (records.putIfUnchanged(BOX, poll.toString(), seen, documents)) {
                return step.answer();
            }
        }
        throw Refusal.of(Reason.UNAVAILABLE, "storage.busy");
    }

    @Override
    public void open(UUID poll) {
        State empty = new State(1, true, 0, "", Map.of(), Map.of());
        records.putIfAbsent(new Document(BOX, poll.toString(), empty.write()));
    }

    @Override
    public void close(UUID poll) {
        step(
                poll,
                false,
                state -> state.isOpen() ? new Step<>(true, state.next(false), List.of()) : Step.nothing(false));
    }

    private Optional<State> state(UUID poll) {
        return records.get(BOX, poll.toString()).map(State::read);
    }

    @Override
    public boolean isOpen(UUID poll) {
        return state(poll).filter(State::isOpen).isPresent();
    }

    @Override
    public List<Outcome> cast(Terms terms, List<Ballot> ballots) {
        List<Outcome> never =
                ballots.stream().map(any -> (Outcome) new Outcome.Closed()).toList();
        return step(terms.poll(), never, state -> cast(terms, ballots, state));
    }

    private Step<List<Outcome>> cast(Terms terms, List<Ballot> ballots, State state) {
        BallotBatch.Decision decision = BallotBatch.of(terms, ballots, new Seen(terms.poll(), state), state.head());
        if (decision.lines().isEmpty()) {
            return Step.nothing(decision.outcomes());
        }
        UUID poll = terms.poll();
        List<Document> documents = new ArrayList<>();
        decision.lines().forEach(each -> documents.add(document(poll, each)));
        decision.added().forEach(each -> documents.addAll(documents(poll, each)));
        decision.changed().forEach(each -> documents.addAll(documents(poll, each)));
        decision.texts().forEach(each -> documents.addAll(documents(poll, each)));
        decision.gone().forEach(each -> documents.addAll(erased(poll, each)));
        return new Step<>(
                decision.outcomes(),
                state.next(true, decision.head(), decision.counters(), decision.quotas()),
                documents);
    }

    private final class Seen implements BallotBatch.Box {
        private final UUID poll;
        private final State state;

        Seen(UUID poll, State state) {
            this.poll = poll;
            this.state = state;
        }

        @Override
        public boolean isOpen() {
            return state.isOpen();
        }

        @Override
        public BallotBatch.@Nullable Row row(UUID key) {
            return RecordBallots.this.row(poll, key).orElse(null);
        }

        @Override
        public Line line(int chain, long position) {
            return lines(poll, chain, position - 1, 1).get(0);
        }

        @Override
        public long used(String quota) {
            return state.quotas().getOrDefault(quota, 0L);
        }
    }

    @Override
    public List<Head> heads(UUID poll) {
        return state(poll).map(State::head).filter(each -> each.length() > 0).stream()
                .toList();
    }

    @Override
    public Map<String, Long> counts(UUID poll) {
        return some(state(poll).map(State::counters));
    }

    @Override
    public Map<String, Long> quotas(UUID poll) {
        return some(state(poll).map(State::quotas));
    }

    private static Map<String, Long> some(Optional<Map<String, Long>> amounts) {
        Map<String, Long> some = new TreeMap<>(amounts.orElse(Map.of()));
        some.values().removeIf(each -> each == 0);
        return some;
    }

    @Override
    public List<Line> lines(UUID poll, int chain, long after, int limit) {
        return chain != CHAIN
                ? List.of()
                : page(LINE, poll + "/", poll + "/" + place(after), limit, each -> true).stream()
                        .map(RecordBallots::line)
                        .toList();
    }

    private static Document document(UUID poll, Line line) {
        return new Document(
                LINE,
                poll + "/" + place(line.position()),
                Fields.join(List.of(line.salt(), line.replaces(), line.body(), line.seal())));
    }

    private static Line line(Document document) {
        List<String> fields = Fields.list(document.body());
        String place = document.key().substring(document.key().lastIndexOf('/') + 1);
        return new Line(Long.parseLong(place, 16), fields.get(0), fields.get(1), fields.get(2), fields.get(3));
    }

    private static String place(long position) {
        return String.format(Locale.ROOT, "%016x", position);
    }

    @Override
    public List<Voter> voters(UUID poll, @Nullable UUID after, int limit) {
        return page(VOTER, poll + "/", poll + "/" + (after == null ? "" : after), limit, each -> true).stream()
                .map(each -> row(each.key(), each.body()).voter())
                .toList();
    }

    @Override
    public Optional<Voter> voter(UUID poll, UUID key) {
        return row(poll, key).map(BallotBatch.Row::voter);
    }

    private Optional<BallotBatch.Row> row(UUID poll, UUID key) {
        String place = poll + "/" + key;
        return records.get(VOTER, place).map(body -> row(place, body));
    }

    private static BallotBatch.Row row(String key, String body) {
        Iterator<@Nullable String> fields = Fields.split(body);
        Trail trail = new Trail(
                Instant.parse(field(fields)),
                field(fields),
                fields.next(),
                fields.next(),
                fields.next(),
                fields.next(),
                fields.next());
        String group = fields.next();
        return new BallotBatch.Row(
                new Voter(UUID.fromString(key.substring(key.indexOf('/') + 1)), trail),
                group == null ? null : UUID.fromString(group),
                fields.next());
    }

    private static String field(Iterator<@Nullable String> fields) {
        return Objects.requireNonNull(fields.next(), "field");
    }

    private static List<Document> documents(UUID poll, BallotBatch.Row row) {
        Trail trail = row.voter().trail();
        List<@Nullable String> fields = new ArrayList<>();
        fields.add(trail.at().toString());
        fields.add(trail.channel());
        fields.add(trail.device());
        fields.add(trail.network());
        fields.add(trail.agent());
        fields.add(trail.protocol());
        fields.add(trail.person());
        fields.add(row.group() == null ? null : row.group().toString());
        fields.add(row.link());
        String place = poll + "/" + row.voter().key();
        List<Document> documents = new ArrayList<>(List.of(new Document(VOTER, place, Fields.join(fields))));
        String person = trail.person();
        if (person != null) {
            documents.add(new Document(PERSON, hash(person) + "/" + place, ""));
        }
        return documents;
    }

    @Override
    public List<Text> texts(UUID poll, String question, Judgement judgement, @Nullable Text after, int limit) {
        String group = judged(poll, question, judgement);
        List<Text> texts = new ArrayList<>();
        String last = after == null ? group : group + place(after);
        page(JUDGED, group, last, limit, each -> {
            String place = each.key().substring(group.length());
            Optional<Text> text = text(poll, question, place).filter(found -> found.judgement() == judgement);
            text.ifPresent(texts::add);
            return text.isPresent();
        });
        return texts;
    }

    private Optional<Text> text(UUID poll, String question, String place) {
        String[] numbers = place.split("\\.", -1);
        return records.get(TEXT, text(poll, question) + place)
                .map(Fields::list)
                .map(fields -> new Text(
                        Integer.parseInt(numbers[0], 16),
                        Long.parseLong(numbers[1], 16),
                        question,
                        Judgement.valueOf(fields.get(0)),
                        fields.get(1)));
    }

    private static String text(UUID poll, String question) {
        return poll + "/" + hash(question) + "/";
    }

    private static String judged(UUID poll, String question, Judgement judgement) {
        return text(poll, question) + judgement + "/";
    }

    private static String place(Text text) {
        return place(text.chain(), text.position());
    }

    private static String place(int chain, long position) {
        return String.format(Locale.ROOT, "%02x.", chain) + place(position);
    }

    private static List<Document> documents(UUID poll, Text text) {
        return List.of(
                new Document(
                        TEXT,
                        text(poll, text.question()) + place(text),
                        Fields.join(List.of(text.judgement().name(), text.body()))),
                new Document(JUDGED, judged(poll, text.question(), text.judgement()) + place(text), ""));
    }

    /** The document stays, empty: a step writes and does not remove. */
    private static List<Document> erased(UUID poll, BallotBatch.Gone gone) {
        return gone.questions().stream()
                .map(each -> documents(poll, new Text(gone.chain(), gone.position(), each, Judgement.ERASED, ""))
                        .get(0))
                .toList();
    }

    @Override
    public boolean judge(UUID poll, int chain, long position, String question, Judgement judgement) {
        String place = place(chain, position);
        Judgement before = step(poll, Judgement.ERASED, state -> {
            Text text = text(poll, question, place).orElse(null);
            if (text == null || text.judgement() == Judgement.ERASED) {
                return Step.nothing(Judgement.ERASED);
            }
            String body = judgement == Judgement.ERASED ? "" : text.body();
            return new Step<>(
                    text.judgement(),
                    state.next(state.isOpen()),
                    documents(poll, new Text(chain, position, question, judgement, body)));
        });
        if (before != Judgement.ERASED && before != judgement) {
            records.remove(JUDGED, judged(poll, question, before) + place);
        }
        return before != Judgement.ERASED;
    }

    @Override
    public void unlink(UUID poll) {
        String last = poll + "/";
        List<Document> page;
        do {
            String after = last;
            page = step(poll, List.of(), state -> {
                List<Document> linked = page(VOTER, poll + "/", after, PAGE, each -> true);
                List<Document> parted = new ArrayList<>();
                linked.forEach(each -> parted.addAll(documents(
                        poll, new BallotBatch.Row(row(each.key(), each.body()).voter(), null, null))));
                return new Step<>(linked, state.next(state.isOpen()), parted);
            });
            last = page.isEmpty() ? last : page.get(page.size() - 1).key();
        } while (page.size() == PAGE);
    }

    @Override
    public int forget(String person) {
        String group = hash(person) + "/";
        int forgotten = 0;
        for (Document each : page(PERSON, group, group, Integer.MAX_VALUE, any -> true)) {
            String place = each.key().substring(group.length());
            UUID poll = UUID.fromString(place.substring(0, place.indexOf('/')));
            UUID key = UUID.fromString(place.substring(place.indexOf('/') + 1));
            if (step(poll, false, state -> forgetting(poll, key, person, state))) {
                forgotten++;
            }
            records.remove(each.kind(), each.key());
        }
        return forgotten;
    }

    private Step<Boolean> forgetting(UUID poll, UUID key, String person, State state) {
        BallotBatch.Row row = row(poll, key).orElse(null);
        if (row == null || !person.equals(row.voter().trail().person())) {
            return Step.nothing(false);
        }
        Voter nameless = new Voter(key, row.voter().trail().withoutPerson());
        return new Step<>(
                true,
                state.next(state.isOpen()),
                documents(poll, new BallotBatch.Row(nameless, row.group(), row.link())));
    }

    /** Documents of a kind whose keys begin in this way, behind a key, as far as they are wanted. */
    private List<Document> page(String kind, String start, String after, int limit, Predicate<Document> isWanted) {
        List<Document> found = new ArrayList<>();
        String last = after;
        List<Document> page;
        do {
            page = records.list(kind, last, Math.min(PAGE, limit - found.size()));
            for (Document each : page) {
                last = each.key();
                if (!last.startsWith(start)) {
                    return found;
                }
                if (isWanted.test(each)) {
                    found.add(each);
                }
            }
        } while (found.size() < limit && !page.isEmpty());
        return found;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
