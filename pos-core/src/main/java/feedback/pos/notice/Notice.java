package feedback.pos.notice;

import feedback.pos.organization.Territory;
import feedback.pos.refusal.Refusal;
import feedback.pos.refusal.Refusal.Field;
import feedback.pos.refusal.Refusal.Reason;
import feedback.pos.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization tells what happens at a place for some time. Immutable and thread-safe.
 *
 * @param version counts from 1
 * @param content what it says
 * @param stage where it is in its life
 * @param sequence how often what it says has changed since it was published
 * @param createdAt when it was written first
 * @param createdBy the official's id
 * @param changedAt when this version was made
 * @param changedBy whose doing that was
 * @param publishedAt since when everybody may read it, or null
 * @param withdrawal why it was withdrawn, for everybody to read, or null
 */
public record Notice(
        UUID id,
        int version,
        Content content,
        Stage stage,
        int sequence,
        Instant createdAt,
        String createdBy,
        Instant changedAt,
        String changedBy,
        @Nullable Instant publishedAt,
        @Nullable String withdrawal) {
    /** How many characters a title may have. */
    public static final int MOST_TITLE = 200;

    /** How many characters a text may have. */
    public static final int MOST_TEXT = 10_000;

    /** How many topics it may name. */
    public static final int MOST_TOPICS = 10;

    /** How long it may hold, and how far ahead it may be announced. */
    public static final Duration LONGEST = Duration.ofDays(400);

    /** How long one holds whose end is not known: after that it ends by itself, and may be issued anew. */
    public static final Duration OPEN_END = Duration.ofDays(90);

    private static final int MOST_REASON = 1_000;

    private static final Texts TEXTS = Texts.beside(Notice.class);

    /** What it is about. */
    public enum Kind {
        /** Плановые работы. */
        PLANNED_WORK,
        /** Отключение воды, света, тепла, газа. */
        SHUT_OFF,
        /** Авария, which nobody planned. */
        ACCIDENT,
        /** Перекрытие движения, изменение маршрутов. */
        TRAFFIC,
        /** Мероприятие. */
        EVENT,
        /** Предупреждение об опасности. */
        WARNING,
        /** Whatever else there is to say. */
        INFORMATION;

        /** In words; Russian unless the locale is English. */
        public String text(Locale locale) {
            return TEXTS.get(locale, "kind." + name(), List.of());
        }

        /** Whether it is told at any hour. */
        public boolean isUrgent() {
            return this == ACCIDENT || this == WARNING;
        }
    }

    /** Where it is in its life. */
    public enum Stage {
        /** Seen by the office only. */
        DRAFT,
        /** Seen by everybody: to come, or in force. */
        PUBLISHED,
        /** Taken back, as a draft or with a reason that everybody may read. */
        WITHDRAWN,
        /** Its time is over. */
        ENDED
    }

    /** A turn in its life of which subscribers are told. */
    public enum Turn {
        /** There is a new one. */
        PUBLISHED,
        /** Its period or its place is another one. */
        CHANGED,
        /** It was taken back. */
        WITHDRAWN
    }

    /** The codes from the category down to a topic; empty for an unknown one. */
    @FunctionalInterface
    public interface Paths {
        List<String> path(String topic);
    }

    public Notice {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(content, "content");
    }

    /**
     * What a notice says.
     *
     * @param title 1 to {@value Notice#MOST_TITLE} characters
     * @param text at most {@value Notice#MOST_TEXT} characters
     * @param organization the id of the one that issues it
     * @param topics codes of the catalog that it concerns, with what is below them; empty for no topic in particular
     * @param from when it begins
     * @param until when it ends, or null if that is not known yet
     */
    public record Content(
            Kind kind,
            String title,
            String text,
            String organization,
            Place place,
            List<String> topics,
            Instant from,
            @Nullable Instant until) {
        public Content {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(place, "place");
            topics = topics == null ? List.of() : topics.stream().distinct().toList();
        }

        /** When it ends, at the latest. */
        public Instant ends() {
            return until == null ? from.plus(OPEN_END) : until;
        }

        /** Whether one of the topics lies below one of its own, or the other way round; true if it names none. */
        public boolean isAbout(Collection<String> wanted, Paths catalog) {
            return topics.isEmpty()
                    || topics.stream()
                            .anyMatch(own -> wanted.stream()
                                    .anyMatch(each -> catalog.path(own).contains(each)
                                            || catalog.path(each).contains(own)));
        }

        /** Whether subscribers are to be told of the difference. */
        boolean mattersAfter(Content before) {
            return !from.equals(before.from) || !ends().equals(before.ends()) || !place.equals(before.place);
        }

        /**
         * Looks at everything that can be looked at without knowing the region.
         *
         * @throws Refusal INVALID_VALUE naming every field that is wrong
         */
        void check(Instant now) {
            List<Field> wrong = new ArrayList<>();
            checkText(wrong, "title", title, MOST_TITLE);
            checkText(wrong, "text", text, MOST_TEXT);
            if (topics.size() > MOST_TOPICS) {
                wrong.add(Field.of("topics", "list.tooLong", MOST_TOPICS));
            }
            if (from.isAfter(now.plus(LONGEST)) || from.isBefore(now.minus(LONGEST))) {
                wrong.add(Field.of("from", "notice.far", LONGEST.toDays()));
            }
            if (until != null && !until.isAfter(from)) {
                wrong.add(Field.of("until", "notice.backward"));
            } else if (until != null && until.isAfter(from.plus(LONGEST))) {
                wrong.add(Field.of("until", "notice.long", LONGEST.toDays()));
            }
            if (!wrong.isEmpty()) {
                throw Refusal.of(
                                Reason.INVALID_VALUE,
                                wrong.get(0).key(),
                                wrong.get(0).args().toArray())
                        .withFields(wrong);
            }
        }

        private static void checkText(List<Field> wrong, String name, String text, int most) {
            if (text.isBlank()) {
                wrong.add(Field.of(name, "field.missing"));
            } else if (text.codePointCount(0, text.length()) > most) {
                wrong.add(Field.of(name, "text.tooLong", most));
            } else if (text.codePoints().anyMatch(Content::isUnfit)) {
                wrong.add(Field.of(name, "text.characters"));
            }
        }

        private static boolean isUnfit(int letter) {
            boolean isBreak = letter == '\n' || letter == '\r' || letter == '\t';
            return Character.isISOControl(letter) && !isBreak || Character.getType(letter) == Character.SURROGATE;
        }
    }

    /** A new draft. */
    public static Notice draft(UUID id, Content content, String by, Instant now) {
        content.check(now);
        return new Notice(id, 1, content, Stage.DRAFT, 0, now, by, now, by, null, null);
    }

    /** The same with other words, time or place; of one that is published, what subscribers are told is another matter. */
    public Notice change(Content next, String by, Instant now) {
        checkIsOpen();
        next.check(now);
        if (!next.organization().equals(content.organization())) {
            throw Refusal.field("organization", "notice.moved");
        }
        if (stage == Stage.PUBLISHED && !next.ends().isAfter(now)) {
            throw Refusal.field("until", "notice.over");
        }
        int counted = stage == Stage.PUBLISHED ? sequence + 1 : sequence;
        return with(next, stage, counted, by, now, publishedAt, null);
    }

    /** Everybody may read it from now on. */
    public Notice publish(String by, Instant now) {
        checkIsOpen();
        if (stage == Stage.PUBLISHED) {
            throw Refusal.of(Reason.ALREADY_DONE, "notice.published");
        }
        if (!content.ends().isAfter(now)) {
            throw Refusal.field("until", "notice.over");
        }
        return with(content, Stage.PUBLISHED, sequence, by, now, now, null);
    }

    /**
     * It does not hold any more, or never did.
     *
     * @param reason for everybody to read; needed once it is published
     */
    public Notice withdraw(@Nullable String reason, String by, Instant now) {
        checkIsOpen();
        if (stage == Stage.PUBLISHED) {
            List<Field> wrong = new ArrayList<>();
            Content.checkText(wrong, "reason", reason == null ? "" : reason, MOST_REASON);
            if (!wrong.isEmpty()) {
                throw Refusal.of(
                                Reason.INVALID_VALUE,
                                wrong.get(0).key(),
                                wrong.get(0).args().toArray())
                        .withFields(wrong);
            }
        }
        return with(content, Stage.WITHDRAWN, sequence + 1, by, now, publishedAt, reason);
    }

    /** Its time is over. */
    public Notice end(String by, Instant now) {
        return with(content, Stage.ENDED, sequence, by, now, publishedAt, null);
    }

    /** The same in another version, to be put where what is over stands. */
    public Notice settle() {
        return new Notice(
                id,
                version + 1,
                content,
                stage,
                sequence,
                createdAt,
                createdBy,
                changedAt,
                changedBy,
                publishedAt,
                withdrawal);
    }

    private void checkIsOpen() {
        if (stage == Stage.WITHDRAWN) {
            throw Refusal.of(Reason.TOO_LATE, "notice.withdrawn");
        }
        if (stage == Stage.ENDED) {
            throw Refusal.of(Reason.TOO_LATE, "notice.ended");
        }
    }

    private Notice with(
            Content next,
            Stage at,
            int counted,
            String by,
            Instant now,
            @Nullable Instant published,
            @Nullable String reason) {
        return new Notice(id, version + 1, next, at, counted, createdAt, createdBy, now, by, published, reason);
    }

    /** Whether everybody may read it. */
    public boolean isPublic() {
        return publishedAt != null;
    }

    /** Whether it is in force at the instant. */
    public boolean isActive(Instant at) {
        return isPublic()
                && stage != Stage.WITHDRAWN
                && !content.from().isAfter(at)
                && content.ends().isAfter(at);
    }

    /** What subscribers are to be told after the version before; empty if nothing that matters to them. */
    public Optional<Turn> newsAfter(@Nullable Notice before) {
        if (before == null || before.stage != Stage.PUBLISHED) {
            return stage == Stage.PUBLISHED ? Optional.of(Turn.PUBLISHED) : Optional.empty();
        }
        if (stage == Stage.WITHDRAWN) {
            return Optional.of(Turn.WITHDRAWN);
        }
        return stage == Stage.PUBLISHED && content.mattersAfter(before.content)
                ? Optional.of(Turn.CHANGED)
                : Optional.empty();
    }

    /** Whether it concerns who subscribed. */
    public boolean concerns(Subscription subscription, Paths catalog, Territory otherwise) {
        return subscription.wants(content, catalog, otherwise);
    }
}
