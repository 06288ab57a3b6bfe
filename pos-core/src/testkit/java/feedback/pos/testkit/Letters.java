package feedback.pos.testkit;

import feedback.pos.message.Kind;
import feedback.pos.message.Message;
import feedback.pos.message.Submission;
import feedback.pos.organization.Actor;
import feedback.pos.organization.Territory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Citizens who send messages, alone or through an operator, and send again what nobody acknowledged. */
final class Letters {
    static final List<String> CITIZENS = List.of("anna", "boris", "vera", "gleb");

    private static final List<String> TOPICS =
            List.of("roads.potholes", "roads.signs", "housing.heating", "health.queue", "other");
    private static final List<String> TERRITORIES = List.of("38701000", "38701000", "38710000", "38000000");

    /** A message as its sender knows it. */
    private static final class Letter {
        private final Submission content;
        private final Actor by;
        private final Set<UUID> acknowledged = new HashSet<>();
        private boolean refused;

        private Letter(Submission content, Actor by) {
            this.content = content;
            this.by = by;
        }

        /** Whether it may be sent again without becoming another message. */
        private boolean isKeyed() {
            return content.id() != null || content.once() != null;
        }
    }

    private final Random random;
    private final Fate fate;
    private final Witness witness;
    private final Texts texts;
    private final List<Letter> letters = new ArrayList<>();

    /** Free texts, each with a mark of its own, so that it is found again wherever it went. */
    static final class Texts {
        private int count;

        String next(String words) {
            return words + " #" + ++count + "#";
        }

        static boolean isIn(String any) {
            return any.contains("#");
        }
    }

    Letters(Random random, Fate fate, Witness witness, Texts texts) {
        this.random = random;
        this.fate = fate;
        this.witness = witness;
        this.texts = texts;
    }

    /**
     * Writes a new one.
     *
     * @param about perhaps by the sender of this message
     */
    void write(Node node, @Nullable UUID about) {
        Message like = about == null ? null : witness.row(about);
        String sender = like == null || like.isAnonymous() || random.nextBoolean()
                ? one(CITIZENS)
                : like.submission().applicant();
        Submission content = new Submission(
                        sender,
                        texts.next(random.nextBoolean() ? "Яма у школы" : "Не работает"),
                        new Territory(one(TERRITORIES)))
                .withKind(random.nextInt(4) == 0 ? Kind.APPEAL : Kind.MESSAGE)
                .withTopic(random.nextInt(3) == 0 ? null : one(TOPICS))
                .withOrganization(random.nextInt(8) == 0 ? "kursk-roads" : null)
                .withPlace(random.nextBoolean() ? texts.next("ул. Ленина") : null, null)
                .withConsent(random.nextBoolean(), random.nextInt(20) != 0);
        if (random.nextInt(5) == 0 && !witness.rows().isEmpty()) {
            content = content.withJoin(one(witness.rows()).id());
        }
        int key = random.nextInt(10);
        if (key < 5) {
            content = content.withOnce("key " + letters.size());
        } else if (key < 8) {
            content = content.withId(
                    new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63));
        }
        Actor by = random.nextInt(6) == 0 ? SampleRegion.operator() : Actor.citizen(sender);
        letters.add(new Letter(content, by));
        send(node, letters.get(letters.size() - 1));
    }

    /** Sends an old one again, or something else under its key. */
    void repeat(Node node) {
        List<Letter> keyed = letters.stream().filter(Letter::isKeyed).toList();
        if (keyed.isEmpty()) {
            write(node, null);
            return;
        }
        List<Letter> open = keyed.stream()
                .filter(each -> each.acknowledged.isEmpty() && !each.refused)
                .toList();
        Letter letter = one(open.isEmpty() || random.nextInt(4) == 0 ? keyed : open);
        if (random.nextInt(6) == 0 && !letter.acknowledged.isEmpty()) {
            forge(node, letter);
        } else {
            send(node, letter);
        }
    }

    private void send(Node node, Letter letter) {
        Fate.Deed deed = fate.attempt(
                node,
                letter.by.person() + " sends letter " + letters.indexOf(letter) + (letter.isKeyed() ? " keyed" : ""),
                letter.acknowledged.stream().findFirst().orElse(null),
                pos -> {
                    Message sent = pos.messages().submit(letter.content, letter.by);
                    letter.acknowledged.add(sent.id());
                    return sent;
                },
                sent -> witness.name(sent.id()));
        long begun =
                deed.written().stream().filter(each -> each.expected() == 0).count();
        Broken.unless(begun <= 1, "one letter wrote %s", witness.tell(deed.written()));
        if (deed.isRefused()) {
            letter.refused = letter.acknowledged.isEmpty();
            boolean forgotten = letter.acknowledged.stream().allMatch(this::isForgotten);
            Broken.unless(forgotten, "a letter that was acknowledged before was refused");
        }
    }

    private boolean isForgotten(UUID id) {
        Message row = witness.row(id);
        return row == null || row.isAnonymous();
    }

    private void forge(Node node, Letter letter) {
        Submission sent = letter.content;
        Submission other = new Submission(sent.applicant(), texts.next("Другое"), sent.territory())
                .withId(sent.id())
                .withOnce(sent.once());
        Fate.Deed deed = fate.attempt(
                node,
                "something else is sent under the key of letter " + letters.indexOf(letter),
                letter.acknowledged.iterator().next(),
                pos -> pos.messages().submit(other, Actor.citizen(sent.applicant())),
                any -> "taken");
        Broken.unless(!deed.isDone(), "two letters under one key were taken");
    }

    /** Sends again, on a calm day, what was never acknowledged; then every letter must be there once. */
    void settle(Node node) {
        letters.stream()
                .filter(each -> each.isKeyed() && each.acknowledged.isEmpty() && !each.refused)
                .forEach(each -> {
                    send(node, each);
                    boolean wasForgotten = witness.beginnings().stream()
                            .anyMatch(row -> row.submission().equals(each.content) && isForgotten(row.id()));
                    Broken.unless(
                            !each.acknowledged.isEmpty() || each.refused || wasForgotten,
                            "letter %d is never acknowledged",
                            letters.indexOf(each));
                });
        for (Letter letter : letters) {
            long there = witness.beginnings().stream()
                    .filter(each -> each.links().parent() == null)
                    .filter(each -> each.submission().equals(letter.content))
                    .count();
            int number = letters.indexOf(letter);
            Broken.unless(there <= 1, "letter %d is there %d times", number, there);
            Broken.unless(letter.acknowledged.size() <= 1, "letter %d was acknowledged as several", number);
            Broken.unless(there == 1 || letter.acknowledged.isEmpty(), "letter %d is lost", number);
        }
        for (Message first : witness.beginnings()) {
            Broken.unless(
                    first.links().parent() != null
                            || letters.stream().anyMatch(each -> each.content.equals(first.submission())),
                    "nobody sent %s",
                    witness.name(first.id()));
        }
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
